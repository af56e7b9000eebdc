import { afterEach, describe, expect, test } from 'vitest';

import { ScriptedModel } from '../../fakes/scriptedModel';
import { expectNoUnhandledRejections } from '../generation/stage';
import { draw, parseDrawing } from '../marks';
import { openDocument, Stage, type Options } from './stage';

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
    expect({ timers: stage.clock.pending, running: stage.model.running }).toEqual({ timers: 0, running: 0 });
    const ids = stage.decisions.map(({ id }) => id);
    expect(ids, 'one decision for each request').toEqual([...new Set(ids)]);
  }
});

async function drawn(stage: Stage, drawing: string, options: Options = {}): Promise<string> {
  return draw(parseDrawing(drawing), await stage.complete(drawing, options));
}

describe('the line', () => {
  test('goes from the cursor to what the model writes there', async () => {
    const stage = stageOf('1337;\nlet y');
    expect(await drawn(stage, 'const x = █')).toBe('const x = ├1337;┤');
    expect(stage.reasons()).toEqual(['model']);
    const [decision] = stage.decisions;
    expect(decision).toMatchObject({ id: 1, shape: 'line', raw: '1337;', promptTokens: 100, readTokens: 10 });
    const order = 'cache parse memory debounce model context prompt generate members polish judge'.split(' ');
    expect(Object.keys(decision?.stagesMs ?? {})).toEqual(order);
  });

  test('asks the model with the text around the cursor', async () => {
    const stage = stageOf('1;\n');
    await stage.complete('before();\nconst x = █\nafter();');
    expect(stage.model.calls.map(({ prompt }) => prompt)).toEqual([
      [
        { control: 'suffix' },
        { text: '\nafter();' },
        { control: 'prefix' },
        { text: 'before();\nconst x = ' },
      ],
    ]);
  });

  test('stops where a gate refuses, before anything is spent', async () => {
    const stage = stageOf('1');
    const refused: [string, Options, string][] = [
      ['a = █', { settings: { enabled: false } }, 'disabled'],
      ['a = █', { settings: { disabledLanguages: ['typescript'] } }, 'language-disabled'],
      ['a = █', { settings: { automatic: false } }, 'automatic-off'],
      ['a = █', { request: { hasSelection: true } }, 'selection'],
      ['a = █', { request: { cursorCount: 2 } }, 'several-cursors'],
      ['a = █', { request: { editedAt: undefined } }, 'caret-moved'],
      ['na█me = 1', {}, 'inside-word'],
      ['█', {}, 'empty-document'],
      [`${'a'.repeat(10_001)}█`, {}, 'binary-or-minified'],
      ['// a comment█', { settings: { insideComments: 'off' } }, 'inside-comment'],
      ['a = "a string█"', { settings: { insideComments: 'off' } }, 'inside-string'],
    ];
    for (const [drawing, options] of refused) await stage.complete(drawing, options);
    expect(stage.reasons()).toEqual(refused.map(([, , reason]) => reason));
    expect(stage.model.calls).toEqual([]);
  });

  test('is answered by hand where it would be refused unasked', async () => {
    const stage = stageOf('1;\n');
    const manual: Options = {
      request: { trigger: 'manual', editedAt: undefined },
      settings: { automatic: false, insideComments: 'off' },
    };
    expect(await drawn(stage, '// a comment█', manual)).toBe('// a comment├1;┤');
    expect(await drawn(stage, '█', manual)).toBe('├1;┤');
  });

  test('writes no more lines than the settings allow', async () => {
    const stage = stageOf('    a();\n    b();\n    c();\n    d();\n}\n');
    const drawing = 'function f() {\n█\n}\n';
    expect(await drawn(stage, drawing, { settings: { maxLines: 2 } })).toBe(
      'function f() {\n├    a();\n    b();┤\n}\n',
    );
  });

  test('spends no more tokens than the settings allow', async () => {
    const stage = stageOf('a1, b2, c3, d4, e5, f6, g7');
    expect(await drawn(stage, 'x = [█', { settings: { maxTokens: 3 } })).toBe('x = [├a1, b2, c3,┤');
    expect(stage.decisions[0]).toMatchObject({ generatedTokens: 3 });
  });

  test('says why nothing is shown', async () => {
    const stage = stageOf('');
    await stage.complete('a = █');
    stage.write('\n');
    await stage.complete('b = █');
    stage.write('return total;\n');
    await stage.complete('c();\n█\nreturn total;\n', { request: { trigger: 'manual' } });
    expect(stage.reasons()).toEqual(['nothing-generated', 'nothing-generated', 'filtered']);
    stage.write({ text: 'maybe;\n', logProbability: -5 });
    await stage.complete('d = █');
    expect(stage.reasons().at(-1)).toBe('unsure');
  });

  test('knows only LF: whoever hands in CRLF gets nothing worse than a text with LF', async () => {
    const stage = stageOf('a();\r\n    b();\r\n}\r\n');
    const completion = await stage.complete('function f() {\r\n    █\r\n}\r\n');
    expect(completion?.text).not.toContain('\r');
  });
});

describe('what is remembered', () => {
  test('costs no generation while it is typed, taken back and undone', async () => {
    const stage = stageOf('alpha(beta);\n');
    expect(await drawn(stage, 'x = █')).toBe('x = ├alpha(beta);┤');
    expect(await drawn(stage, 'x = al█')).toBe('x = al├pha(beta);┤');
    expect(await drawn(stage, 'x = alpha(█)')).toBe('x = alpha(├beta);┤)╣');
    expect(await drawn(stage, 'x =█')).toBe('x =├ alpha(beta);┤');
    expect(await drawn(stage, 'x = █')).toBe('x = ├alpha(beta);┤');
    expect(stage.model.calls).toHaveLength(1);
    expect(stage.reasons()).toEqual(['model', 'cache', 'cache', 'cache', 'cache']);
  });

  test('is not offered where the user has taken back the mistake it was written behind', async () => {
    const stage = stageOf('1;\n');
    expect(await drawn(stage, 'a = )(+█')).toBe('a = )(+├1┤');
    stage.write('2;\n');
    expect(await drawn(stage, 'a = █')).toBe('a = ├2;┤');
  });

  test('is forgotten with its document', async () => {
    const stage = stageOf('alpha;\n');
    await stage.complete('x = █');
    stage.engine.forget('file:///sample.ts');
    await stage.complete('x = a█');
    expect(stage.model.calls).toHaveLength(2);
  });

  test('belongs to one document', async () => {
    const stage = stageOf('alpha;\n');
    await stage.complete('x = █');
    await stage.complete('x = █', { snapshot: { uri: 'file:///other.ts' } });
    expect(stage.model.calls).toHaveLength(2);
  });
});

describe('a memory that is sure', () => {
  const project = `${'start();\n'.repeat(3)}const customer = await shop.customers.find(order.customer, { withHistory: true });\nreturn customer;\n`;
  const drawing =
    'start();\nstart();\nstart();\nconst customer = await shop.customers.find(order.█\nreturn customer;\n';

  async function taught(): Promise<Stage> {
    const stage = stageOf('warm;\n');
    stage.openDocuments = Array.from({ length: 4 }, (_, index) => openDocument(`lib/${index}.ts`, project));
    await stage.complete('warm = █', { snapshot: { uri: 'file:///warm.ts' } });
    return stage;
  }

  test('answers while the model is not in memory', async () => {
    const stage = await taught();
    stage.models.current = undefined;
    const completion = await stage.complete(drawing);
    expect(completion).toMatchObject({ source: 'memory', text: 'customer, { withHistory: true });' });
    expect(stage.model.calls).toHaveLength(1);
  });

  test('answers while the model that is there would take longer than the next key', async () => {
    const stage = await taught();
    stage.model.speed = { prefillTokensPerSecond: 200, decodeTokensPerSecond: 40 };
    const completion = await stage.complete(drawing);
    expect(completion).toMatchObject({ source: 'memory', text: 'customer, { withHistory: true });' });
    expect(stage.model.calls).toHaveLength(1);
  });

  test('gives its proposal to the model that is there, as a draft', async () => {
    const stage = await taught();
    stage.write('customer);\n');
    await stage.complete(drawing);
    expect(stage.model.calls.at(-1)?.limits.draft).toBe('customer, { withHistory: true });');
  });

  test('waits for the model when it does not know', async () => {
    const stage = await taught();
    stage.models.current = undefined;
    const asked = stage.ask('nothing like it = █');
    await stage.clock.advance(100);
    expect(asked.fate()).toBe('pending');
    stage.models.current = new ScriptedModel({ text: 'loaded;\n', logProbability: 0 });
    stage.models.change();
    await stage.until(() => asked.fate() !== 'pending');
    expect((await asked.result)?.text).toBe('loaded;');
  });
});
