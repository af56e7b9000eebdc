import { afterEach, describe, expect, test } from 'vitest';

import { quiet } from '../../fakes/manualClock';
import { ScriptedModel, type Script } from '../../fakes/scriptedModel';
import { expectNoUnhandledRejections } from '../generation/stage';
import { openDocument, Stage, type Asked } from './stage';

expectNoUnhandledRejections();

const stages: Stage[] = [];
const gated = (text: string): Script => ({ text, gated: true });

function stageOf(script: Script): Stage {
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
    const ids = stage.decisions.map(({ id }) => id);
    expect(ids, 'one decision for each request').toEqual([...new Set(ids)]);
  }
});

async function settled(stage: Stage, ...asked: readonly Asked[]): Promise<readonly string[]> {
  await stage.until(() => asked.every(({ fate }) => fate() !== 'pending'));
  return asked.map(({ fate }) => fate());
}

describe('while the model writes', () => {
  test('whoever types what it writes joins it, and gets the rest', async () => {
    const stage = stageOf(gated('alpha(beta);\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    stage.model.release(2);
    await quiet();
    first.abort.abort(new Error('a key was pressed'));
    const second = stage.ask('x = alp█');
    await stage.clock.advance(1);
    stage.model.release(100);
    expect(await settled(stage, first, second)).toEqual(['Error', 'shown']);
    expect(await second.result).toMatchObject({ text: 'ha(beta);', replace: 0, source: 'joined' });
    expect(stage.reasons().toSorted()).toEqual(['cancelled', 'joined']);
    expect(stage.model.calls).toHaveLength(1);
  });

  test('whoever types ahead of it joins it as well', async () => {
    const stage = stageOf(gated('alpha(beta);\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    first.abort.abort();
    const second = stage.ask('x = alpha(be█)');
    await stage.clock.advance(1);
    stage.model.release(100);
    expect(await settled(stage, second)).toEqual(['shown']);
    expect(await second.result).toMatchObject({ text: 'ta);', replace: 1, source: 'joined' });
  });

  test('whoever types into a line that grows to a block gets the rest of the block, on every line of it', async () => {
    const stage = stageOf(gated('ready) {\n    go();\n    on();\n}\nmore();\n'));
    const first = stage.ask('if (█\n');
    await stage.writing();
    first.abort.abort();
    const second = stage.ask('if (rea█\n');
    await stage.clock.advance(1);
    const third = stage.ask('if (ready) {\n    █\n');
    await stage.clock.advance(1);
    stage.model.release(100);
    expect(await settled(stage, second, third)).toEqual(['shown', 'shown']);
    expect(await second.result).toMatchObject({ text: 'dy) {\n    go();\n    on();\n}', shape: 'block' });
    expect(await third.result).toMatchObject({ text: 'go();\n    on();\n}', shape: 'block' });
    expect(stage.model.calls).toHaveLength(1);
  });

  test('a line that the memory vouches for grows as well', async () => {
    const chunkSizes = [1, 1, 1, 1, 1, 1, 1, 1, 99]; // unsure of the line, sure of what follows
    const stage = stageOf({ text: 'ready) {\n    go();\n}\nmore();\n', chunkSizes, logProbability: -0.12 });
    const known = 'const engine = start(key, options);\nif (ready) {\n    stop();\n}\n';
    stage.openDocuments = [openDocument('known.ts', known)];
    const shown = await stage.complete('const engine = start(key, options);\nif (█\n');
    expect(shown).toMatchObject({ text: 'ready) {\n    go();\n}', shape: 'block', source: 'memory' });
  });

  test('a key that disagrees ends it, and the new text is written for the new place', async () => {
    const stage = stageOf(gated('alpha(beta);\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    stage.model.release(1);
    await quiet();
    first.abort.abort();
    stage.write('eta;\n');
    const second = stage.ask('x = z█');
    expect(await settled(stage, first, second)).toEqual(['AbortError', 'shown']);
    expect(await second.result).toMatchObject({ text: 'eta;', source: 'model' });
    expect(stage.model.calls).toHaveLength(2);
  });

  test('a stream that goes another way than its joiner is replaced, and the answer is the model’s own', async () => {
    const stage = stageOf(gated('alpha(beta);\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    first.abort.abort();
    const second = stage.ask('x = al█');
    await stage.clock.advance(1);
    const third = stage.ask('x = alb█');
    await stage.clock.advance(1);
    stage.write('ert;\n');
    second.abort.abort();
    stage.model.release(2);
    expect(await settled(stage, first, second, third)).toEqual(['AbortError', 'AbortError', 'shown']);
    expect(await third.result).toMatchObject({ text: 'ert;', source: 'model' });
    expect(stage.decisions.at(-1)).toMatchObject({ source: 'model', raw: 'ert;' });
  });

  test('another document supersedes it, and every request settles', async () => {
    const stage = stageOf(gated('alpha;\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    stage.write('beta;\n');
    const second = stage.ask('y = █', { snapshot: { uri: 'file:///other.ts' } });
    expect(await settled(stage, first, second)).toEqual(['AbortError', 'shown']);
    expect(stage.reasons()).toEqual(['cancelled', 'model']);
  });

  test('a request that gives up is answered at once, while the stream goes on for a short grace', async () => {
    const stage = stageOf(gated('alpha;\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    const reason = new Error('moved away');
    first.abort.abort(reason);
    await expect(first.result).rejects.toBe(reason);
    expect(stage.model.running).toBe(1);
    await stage.clock.advance(1000);
    expect(stage.model.running).toBe(0);
  });

  test('the document may go', async () => {
    const stage = stageOf(gated('alpha;\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    stage.engine.forget('file:///other.ts');
    await quiet();
    expect(first.fate()).toBe('pending');
    stage.engine.forget('file:///sample.ts');
    expect(await settled(stage, first)).toEqual(['AbortError']);
    stage.write('alpha;\n');
    const second = stage.ask('x = █', { snapshot: { uri: 'file:///renamed.ts' } });
    expect(await settled(stage, second)).toEqual(['shown']);
  });

  test('the engine may be disposed of', async () => {
    const stage = stageOf(gated('alpha;\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    await stage.engine.dispose();
    expect(await settled(stage, first)).toEqual(['AbortError']);
    expect(stage.reasons()).toEqual(['cancelled']);
  });
});

describe('at any stage', () => {
  test('a request can be cancelled', async () => {
    const stage = stageOf({ text: 'alpha;\n' });
    await stage.complete('warm = █', { snapshot: { uri: 'file:///warm.ts' } });
    const before = stage.ask('x = █');
    before.abort.abort();
    const pausing = stage.ask('y = █', { settings: { debounce: 50 } });
    await stage.clock.advance(10);
    pausing.abort.abort();
    stage.models.current = undefined;
    const waiting = stage.ask('z = █');
    await stage.clock.advance(10);
    waiting.abort.abort();
    expect(await settled(stage, before, pausing, waiting)).toEqual([
      'AbortError',
      'AbortError',
      'AbortError',
    ]);
    expect(stage.reasons()).toEqual(['model', 'cancelled', 'cancelled', 'cancelled']);
  });

  test('the engine can be disposed of, and a request that comes later settles too', async () => {
    const stage = stageOf({ text: 'alpha;\n' });
    await stage.complete('warm = █', { snapshot: { uri: 'file:///warm.ts' } });
    const python = { snapshot: { uri: 'file:///a.py', languageId: 'python' } };
    const loading = stage.ask('x = █', python);
    const pausing = stage.ask('y = █', { settings: { debounce: 50 } });
    await quiet();
    await stage.engine.dispose();
    await stage.clock.advance(50);
    const late = stage.ask('z = █');
    expect(await settled(stage, loading, pausing, late)).toEqual(['AbortError', 'AbortError', 'AbortError']);
    expect(stage.model.calls).toHaveLength(1);
  });
});

describe('a model that breaks', () => {
  class BrokenError extends Error {
    override readonly name = 'ModelError';
    constructor(readonly code: string) {
      super(code);
    }
  }

  test('fails each request that waits for it once, and serves again when it is back', async () => {
    const stage = stageOf({ ...gated('alpha;'), error: new BrokenError('host-died') });
    const first = stage.ask('x = █');
    await stage.writing();
    const second = stage.ask('x = a█');
    await stage.clock.advance(1);
    stage.model.release(100);
    expect(await settled(stage, first, second)).toEqual(['ModelError', 'ModelError']);
    expect(stage.reasons()).toEqual(['model-failed', 'model-failed']);
    stage.models.current = new ScriptedModel({ text: 'lpha;\n', logProbability: 0 });
    expect(await stage.complete('x = a█')).toMatchObject({ text: 'lpha;', source: 'model' });
  });

  test('is told as its source tells it', async () => {
    const stage = stageOf({ text: '' });
    stage.models.current = undefined;
    stage.models.error = new BrokenError('load-failed');
    await expect(stage.complete('x = █')).rejects.toBe(stage.models.error);
    expect(stage.reasons()).toEqual(['model-failed']);
  });

  test('is not called broken when none has been chosen', async () => {
    const stage = stageOf({ text: '' });
    stage.models.current = undefined;
    stage.models.error = new BrokenError('absent');
    await expect(stage.complete('x = █')).rejects.toBe(stage.models.error);
    expect(stage.reasons()).toEqual(['model-absent']);
  });

  test('may be replaced in mid-stream: the old stream ends as it began, the next request asks the new one', async () => {
    const stage = stageOf(gated('alpha;\n'));
    const first = stage.ask('x = █');
    await stage.writing();
    const other = new ScriptedModel({ text: 'omega;\n', logProbability: 0 });
    stage.models.current = other;
    const second = stage.ask('y = █');
    expect(await settled(stage, first, second)).toEqual(['AbortError', 'shown']);
    expect(await second.result).toMatchObject({ text: 'omega;' });
    expect({ old: stage.model.running, calls: other.calls.length }).toEqual({ old: 0, calls: 1 });
  });
});
