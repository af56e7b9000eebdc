import { afterEach, expect } from 'vitest';

import type { Generated } from '../../../src/completion/generation/generated';
import { SharedGeneration } from '../../../src/completion/generation/sharedGeneration';
import type { Running } from '../../../src/completion/generation/sharedGeneration';
import type { At } from '../../../src/completion/request';
import { ManualClock, quiet } from '../../fakes/manualClock';
import { ScriptedModel } from '../../fakes/scriptedModel';
import type { Script } from '../../fakes/scriptedModel';
import { atDrawing, snapshotOf } from '../marks';

/** A shared generation over a scripted model and a clock that stands still. */
export interface Stage {
  readonly clock: ManualClock;
  readonly model: ScriptedModel;
  readonly shared: SharedGeneration;
  readonly start: (source: string, options?: Partial<At>, maxTokens?: number) => Promise<Running>;
  readonly join: (source: string) => Running | undefined;
}

/** Makes every test of the file fail that leaves a rejection to nobody. */
export function expectNoUnhandledRejections(): void {
  const unhandled: unknown[] = [];
  process.on('unhandledRejection', (reason) => unhandled.push(reason));
  afterEach(async () => {
    await quiet();
    expect(unhandled.splice(0)).toEqual([]);
  });
}

export function setUp(script: Script | string): Stage {
  const clock = new ManualClock();
  const model = new ScriptedModel(script);
  const shared = new SharedGeneration(clock);
  return {
    clock,
    model,
    shared,
    start: (source, options = {}, maxTokens = 1000) => {
      const { snapshot, offset } = snapshotOf(source);
      const at = atDrawing(source, options);
      return shared.start(model, [{ text: source }], { maxTokens }, at, snapshot, offset);
    },
    join: (source) => {
      const { snapshot, offset } = snapshotOf(source);
      return shared.join(snapshot, offset);
    },
  };
}

/** The signal of a request that nobody cancels. */
export const never = new AbortController().signal;

/** How a promise has ended, as a word; 'pending' when it has not. */
export async function fate(promise: Promise<Generated>): Promise<string> {
  const ended = promise.then(
    ({ text, cut }) => `${text}|${cut ?? 'model'}`,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  await quiet();
  return Promise.race([ended, quiet().then(() => 'pending')]);
}

/** A result that the test looks at later; until then its rejection is no news. */
export function held(running: Running, signal = never): Promise<Generated> {
  const result = running.result(signal);
  result.catch(() => undefined);
  return result;
}
