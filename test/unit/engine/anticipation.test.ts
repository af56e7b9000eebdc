import { afterEach, describe, expect, test } from 'vitest';

import { quiet } from '../../fakes/manualClock';
import { expectNoUnhandledRejections } from '../generation/stage';
import type { Script } from '../../fakes/scriptedModel';
import { settings, Stage, type Asked } from './stage';

expectNoUnhandledRejections();

const ahead = { settings: { speculate: true } };
/** A token in 25 ms: a line comes later than the next key. */
const slow = { prefillTokensPerSecond: 160, decodeTokensPerSecond: 40 };
let stage: Stage;

function slowStage(script: Script | string): Stage {
  stage = new Stage(script);
  stage.model.speed = slow;
  return stage;
}

afterEach(async () => {
  await stage.engine.dispose();
  await quiet();
  expect({ timers: stage.clock.pending, running: stage.model.running }).toEqual({ timers: 0, running: 0 });
  expect(stage.model.mostRunning).toBeLessThanOrEqual(1);
});

/** Shows `alpha();` behind `x = ` and lets the user read it, while the model would go on with `next`. */
async function shown(next: string): Promise<void> {
  await preparing(next);
  await stage.clock.advance(1);
}

/** The same, while the model writes `next`. */
async function preparing(next: Script | string): Promise<void> {
  slowStage({ text: 'alpha();\n', chunkSizes: [9], gated: true });
  const first = stage.ask('x = █\n', ahead);
  await stage.until(() => stage.model.calls.length === 1);
  stage.write(next);
  stage.model.release();
  await stage.until(() => first.fate() !== 'pending');
}

/** What the model had to write for, not what was in the cache. */
const asked = async (drawing: string): Promise<string | undefined> =>
  (await stage.complete(drawing, ahead))?.text;

describe('while a completion is read', () => {
  test('the next one is prepared, for when it is accepted and Enter is pressed', async () => {
    await shown('beta();\n');
    await stage.until(() => stage.model.running === 0 && stage.model.calls.length >= 2);
    const calls = stage.model.calls.length;
    expect(await asked('x = alpha();\n█\n')).toBe('beta();');
    expect(stage.decisions.at(-1)).toMatchObject({ source: 'cache' });
    expect(stage.model.calls).toHaveLength(calls);
  });

  test('nobody is told of it', async () => {
    await shown('beta();\n');
    await stage.until(() => stage.model.calls.length >= 2);
    expect(stage.decisions).toHaveLength(1);
  });

  test('typing through it goes on with the same work', async () => {
    await shown('beta();\n');
    const calls = stage.model.calls.length;
    expect(await asked('x = alp█\n')).toBe('ha();');
    await stage.until(() => stage.model.running === 0 && stage.model.calls.length >= 2);
    expect(stage.model.calls).toHaveLength(Math.max(2, calls));
  });

  test('another key ends it within a token', async () => {
    await preparing({ text: 'beta();\ngamma();\n', gated: true });
    await stage.writing(2);
    stage.model.script = { text: 'omega;\n', logProbability: 0 };
    const other: Asked = stage.ask('x = z█\n', ahead);
    await stage.until(() => other.fate() !== 'pending');
    expect((await other.result)?.text).toBe('omega;');
    expect(stage.reasons()).toEqual(['model', 'model']);
  });

  test('a request for what is being prepared joins it', async () => {
    await preparing({ text: 'beta();\n', gated: true });
    await stage.writing(2);
    const accepted = stage.ask('x = alpha();\n█\n', ahead);
    await stage.clock.advance(1);
    stage.model.release(100);
    await stage.until(() => accepted.fate() !== 'pending');
    expect(stage.model.calls).toHaveLength(2);
    expect((await accepted.result)?.text).toBe('beta();');
  });

  test('nothing is prepared when the user does not want it', async () => {
    slowStage('alpha();\n');
    await stage.complete('x = █\n');
    await stage.clock.advance(1_000);
    expect(stage.model.calls).toHaveLength(1);
  });

  test('nothing is prepared for a model that answers as soon as it is asked', async () => {
    stage = new Stage('alpha();\n');
    await stage.complete('x = █\n', ahead);
    await stage.clock.advance(1_000);
    expect(stage.model.calls).toHaveLength(1);
  });
});

describe('where the caret rests', () => {
  const request = (text: string) =>
    ({
      id: 0,
      snapshot: { uri: 'file:///sample.ts', path: 'sample.ts', languageId: 'typescript', version: 1, text },
      offset: text.length,
      trigger: 'automatic',
      indentUnit: '    ',
      editedAt: undefined,
      hasSelection: false,
      cursorCount: 1,
    }) as const;
  const never = new AbortController().signal;

  test('the prompt is read and nothing is written', async () => {
    stage = new Stage('alpha');
    await stage.engine.warm(request('let x = '), { ...settings, speculate: true }, never);
    expect(stage.model.calls.map(({ limits }) => limits.maxTokens)).toEqual([0]);
    expect(stage.decisions).toEqual([]);
  });

  test('nothing is read without a model, or where nothing is completed', async () => {
    stage = new Stage('alpha');
    const own = { ...settings, speculate: true };
    await stage.engine.warm(request('x'), { ...own, disabledLanguages: ['typescript'] }, never);
    await stage.engine.warm(request('x'), { ...own, automatic: false }, never);
    await stage.engine.warm(request('x'), settings, never);
    stage.models.current = undefined;
    await stage.engine.warm(request('x'), own, never);
    expect(stage.model.calls).toEqual([]);
  });

  test('a running stream is left alone', async () => {
    stage = new Stage({ text: 'alpha();\n', gated: true });
    const first = stage.ask('x = █');
    await stage.writing();
    await stage.engine.warm(request('let y = '), { ...settings, speculate: true }, never);
    expect(stage.model.calls).toHaveLength(1);
    stage.model.release(100);
    await stage.until(() => first.fate() !== 'pending');
    expect(first.fate()).toBe('shown');
  });
});
