import { afterEach, describe, expect, test } from 'vitest';

import type { Completion } from '../../../src/completion/request';
import { ModelError } from '../../../src/model/errors';
import { quiet } from '../../fakes/manualClock';
import { expectNoUnhandledRejections } from '../generation/stage';
import { draw, parseDrawing } from '../marks';
import { openDocument, settings, Stage } from './stage';

expectNoUnhandledRejections();

const stages: Stage[] = [];

function stageOf(script: ConstructorParameters<typeof Stage>[0] = ''): Stage {
  const stage = new Stage(script);
  stages.push(stage);
  return stage;
}

afterEach(async () => {
  for (const stage of stages.splice(0)) {
    await stage.engine.dispose();
    await quiet();
    expect({ timers: stage.clock.pending, running: stage.model.running }).toEqual({ timers: 0, running: 0 });
    expect(stage.model.mostRunning).toBeLessThanOrEqual(1);
  }
});

/** What somebody can leaf through who asks at the █: drawings, the first one shown at once. */
async function leaf(stage: Stage, drawing: string, signal?: AbortSignal): Promise<readonly string[]> {
  const first = await stage.complete(drawing, { request: { trigger: 'manual' } });
  if (!first) return [];
  const others = await othersOf(stage, drawing, first, signal);
  return [first, ...others].map((completion) => draw(parseDrawing(drawing), completion));
}

async function othersOf(
  stage: Stage,
  drawing: string,
  first: Completion,
  signal = new AbortController().signal,
): Promise<readonly Completion[]> {
  let isDone = false;
  const asked = stage.engine
    .alternatives(stage.requestAt(drawing, { trigger: 'manual' }), settings, first, signal)
    .finally(() => (isDone = true));
  asked.catch(() => undefined);
  await stage.until(() => isDone);
  return asked;
}

/** A project in which `order.` goes on in one way often, in another once. */
function taught(stage: Stage): void {
  const often = 'start();\nconst customer = await shop.find(order.customer);\n'.repeat(4);
  const once = 'start();\nconst customer = await shop.find(order.buyer);\n';
  stage.openDocuments = [openDocument('lib/a.ts', often), openDocument('lib/b.ts', once)];
}
const ordering = 'start();\nconst customer = await shop.find(order.█\n';

describe('alternatives', () => {
  test('do not wait for a line with many blanks below', async () => {
    const stage = stageOf();
    taught(stage);
    const drawing = `${ordering}a =${' '.repeat(1_000_000)}b;\n`;
    expect(await leaf(stage, drawing)).toHaveLength(2);
  });

  test('are what the model would write in second and third place', async () => {
    const stage = stageOf({ text: 'alpha;\n', others: ['beta;\n', 'gamma;\n', 'delta;\n'] });
    expect(await leaf(stage, 'x = █')).toEqual(['x = ├alpha;┤', 'x = ├beta;┤', 'x = ├gamma;┤']);
    expect(stage.model.calls.map(({ limits }) => limits.rank)).toEqual([undefined, 1, 2]);
  });

  test('are distinct in what the document would say', async () => {
    const stage = stageOf({ text: 'alpha;  \n', others: ['alpha;\n', '', 'delta;\n'] });
    expect(await leaf(stage, 'x = █')).toEqual(['x = ├alpha;┤', 'x = ├delta;┤']);
  });

  test("are the model's and the memory's where the two disagree", async () => {
    const stage = stageOf({ text: 'id);\n' });
    taught(stage);
    expect(await leaf(stage, ordering)).toEqual([
      ordering.replace('█', '├id);┤'),
      ordering.replace('█', '├customer);┤'),
      ordering.replace('█', '├buyer);┤'),
    ]);
  });

  test('cost the model no second answer where it has just written one', async () => {
    const stage = stageOf({ text: 'id);\n', logProbability: -3 });
    taught(stage);
    const drawings = await leaf(stage, ordering);
    expect(drawings.slice(0, 2)).toEqual([
      ordering.replace('█', '├customer);┤'),
      ordering.replace('█', '├id);┤'),
    ]);
    expect(stage.model.calls.map(({ limits }) => limits.rank)).toEqual([undefined, 1, 2, 3]);
  });

  test('of a slow model do not keep the first one waiting', async () => {
    const stage = stageOf({ text: 'id);\n', others: ['name);\n'] });
    taught(stage);
    const first = await stage.complete(ordering, { request: { trigger: 'manual' } });
    expect(first?.text).toBe('id);');
    if (!first) return;
    stage.model.script = { ...stage.model.script, gated: true };
    const others = stage.engine.alternatives(
      stage.requestAt(ordering, { trigger: 'manual' }),
      settings,
      first,
      new AbortController().signal,
    );
    await stage.writing(2);
    await stage.clock.advance(1_000);
    expect((await others).map(({ text }) => text)).toEqual(['customer);', 'buyer);']);
  });

  test('of a slow model are waited for when the first one is on the screen', async () => {
    const stage = stageOf({ text: 'alpha;\n', others: ['beta;\n'] });
    await stage.complete('x = █');
    const first = await stage.complete('x = █', { request: { trigger: 'manual' } });
    expect(first?.source).toBe('cache');
    if (!first) return;
    stage.model.script = { ...stage.model.script, gated: true };
    const others = stage.engine.alternatives(
      stage.requestAt('x = █', { trigger: 'manual' }),
      settings,
      first,
      new AbortController().signal,
    );
    await stage.writing(2);
    await stage.clock.advance(10_000);
    stage.model.release(100);
    await stage.until(() => stage.model.running === 0);
    expect((await others).map(({ text }) => text)).toEqual(['beta;']);
  });

  test('are remembered for who types them, and the first one stays the first', async () => {
    const stage = stageOf({ text: 'alpha;\n', others: ['beta;\n'] });
    await leaf(stage, 'x = █');
    const calls = stage.model.calls.length;
    expect((await stage.complete('x = █'))?.text).toBe('alpha;');
    expect((await stage.complete('x = be█'))?.text).toBe('ta;');
    expect(stage.model.calls).toHaveLength(calls);
  });

  test('need no model: nobody waits until one is loaded', async () => {
    const stage = stageOf({ text: 'id);\n' });
    taught(stage);
    const first = await stage.complete(ordering, { request: { trigger: 'manual' } });
    stage.models.current = undefined;
    const others = first && (await othersOf(stage, ordering, first));
    expect(others?.map(({ text }) => text)).toEqual(['customer);', 'buyer);']);
  });

  test('end with the request', async () => {
    const stage = stageOf({ text: 'alpha;\n', others: ['beta;\n'] });
    await expect(leaf(stage, 'x = █', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(stage.model.calls).toHaveLength(1);
  });

  test('say when the model breaks over them', async () => {
    const stage = stageOf({ text: 'alpha;\n', others: ['beta;\n'] });
    const first = await stage.complete('x = █', { request: { trigger: 'manual' } });
    stage.write({ text: '', error: new ModelError('generation-failed', 'Crashed.', 'Restart.') });
    await expect(first && othersOf(stage, 'x = █', first)).rejects.toMatchObject({
      code: 'generation-failed',
    });
  });
});
