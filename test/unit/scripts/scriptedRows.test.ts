import { afterAll, describe, expect, test } from 'vitest';

import { parseRow, type BatchRow } from '../../../scripts/complete/batchRow';
import { completeScripted } from '../../../scripts/complete/completeScripted';
import { HeadlessEngine } from '../../../scripts/complete/headlessEngine';
import type { Outcome } from '../../../scripts/complete/outcome';
import { clock } from '../../../src/extension/clock';
import { runBatch } from '../../../scripts/complete/runBatch';
import { nodeGrammars } from '../../fakes/nodeGrammars';

const nothing = (): void => undefined;
const engine = new HeadlessEngine({
  models: {
    peek: () => undefined,
    acquire: () => Promise.reject(new Error('A scripted row asks no other model.')),
  },
  grammars: nodeGrammars(),
  clock,
  logger: { trace: nothing, debug: nothing, info: nothing, warn: nothing },
});
afterAll(() => engine.dispose());

const { signal } = new AbortController();

function rowOf(drawing: string, more: Readonly<Record<string, unknown>>): BatchRow {
  const [prefix, suffix] = drawing.split('█');
  const row = parseRow(JSON.stringify({ id: 1, path: 'src/a.ts', prefix, suffix, ...more }));
  if ('error' in row) throw new Error(row.error);
  return row;
}

function fill(drawing: string, modelText: string, more = {}): Promise<Outcome> {
  return completeScripted(engine, rowOf(drawing, more), modelText, 'automatic', signal);
}

describe('a row with the text of the model', () => {
  test('gets what the line makes of it, and where it goes', async () => {
    const outcome = await fill('const a = 1;\nfoo(█);\n', 'left, right);\nbar();\n');
    expect(outcome).toMatchObject({
      completion: 'left, right',
      replace: 0,
      raw: expect.stringContaining('left, right'),
      range: {
        start: { offset: 17, line: 1, character: 4 },
        end: { offset: 17, line: 1, character: 4 },
      },
    });
  });

  test('tells the replaced range, in a text with CRLF line ends too', async () => {
    const outcome = await fill('let a;\r\nconst b = [█];\r\n', '1, (2)];\n');
    const end = 19 + outcome.replace;
    expect(outcome.range).toEqual({
      start: { offset: 19, line: 1, character: 11 },
      end: { offset: end, line: 1, character: 11 + outcome.replace },
    });
    expect(`let a;\r\nconst b = [${outcome.completion}${'];'.slice(outcome.replace)}`).toContain('[1, (2)];');
  });

  test('is not cut by a limit on tokens', async () => {
    const text = `[${Array.from({ length: 200 }, (_, index) => index).join(', ')}];`;
    expect((await fill('const all = █\n', `${text}\n`)).completion).toBe(text);
  });

  test('says why nothing is shown', async () => {
    expect(await fill('const a = █\n', '')).toMatchObject({
      completion: null,
      range: null,
      reason: 'nothing-generated',
    });
    expect(await fill('cons█t a = 1\n', 'x')).toMatchObject({ completion: null, reason: 'inside-word' });
  });

  test('obeys the settings of the row', async () => {
    const body = '\n  one();\n  two();\n  three();\n  four();\n}\n';
    const lines = async (maxLines: number) =>
      (await fill('function f() {█\n}\n', body, { settings: { maxLines } })).completion?.split('\n').length;
    expect(await lines(12)).toBe(5);
    expect(await lines(2)).toBeLessThan(5);
  });

  test('keeps characters of two code units whole', async () => {
    expect((await fill("const a = '█';\n", '🦔🦔🦔🦔 🐌')).completion).toBe('🦔🦔🦔🦔 🐌');
  });
});

test('a completion that depends on the chunks is an error with all three', async () => {
  const answers = ['a', 'ab', 'a'];
  const fickle = {
    complete: async () => ({ ...(await fill('const a = █\n', 'b')), completion: answers.shift() ?? '' }),
  };
  const written: unknown[] = [];
  async function* rows() {
    yield JSON.stringify({ id: 7, path: 'a.ts', text: '', offset: 0, modelText: 'ab' });
  }
  const progress = await runBatch(
    rows(),
    {
      complete: (row) => completeScripted(fickle, row, row.modelText ?? '', 'automatic', signal),
      write: async (line) => void written.push(JSON.parse(line)),
      onProgress: nothing,
    },
    signal,
  );
  expect(written).toEqual([
    {
      line: 1,
      id: 7,
      error: 'The completion depends on how the text of the model is cut into chunks.',
      completions: { whole: 'a', threes: 'ab', tokens: 'a' },
    },
  ]);
  expect(progress.errors).toBe(1);
});
