import { expect, test } from 'vitest';

import { parseRow, placeSettings, type BatchRow } from '../../../scripts/complete/batchRow';
import { lines } from '../../../scripts/complete/lines';
import type { Outcome } from '../../../scripts/complete/outcome';
import { runBatch } from '../../../scripts/complete/runBatch';

const outcome: Outcome = {
  completion: '1337',
  replace: 0,
  range: null,
  raw: '1337',
  reason: null,
  source: 'model',
  shape: 'line',
  confidence: 0.9,
  promptTokens: 9,
  readTokens: 9,
  generatedTokens: 2,
  ttftMs: 5,
  totalMs: 8,
};
const row = { id: 'a', path: 'src/a.ts', text: 'const a = ', offset: 10 };

async function* each<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function batch(rows: readonly string[], complete: (row: BatchRow) => Promise<Outcome>) {
  const written: string[] = [];
  const parts = {
    complete,
    write: async (line: string) => void written.push(line),
    onProgress: () => undefined,
  };
  const progress = await runBatch(each(...rows), parts, new AbortController().signal);
  return { progress, written: written.map((line): unknown => JSON.parse(line)) };
}

test('completes row after row and keeps their order', async () => {
  const rows = [JSON.stringify(row), '', JSON.stringify({ ...row, id: 2 })];
  const { written, progress } = await batch(rows, async () => outcome);
  expect(written).toEqual([
    { id: 'a', ...outcome },
    { id: 2, ...outcome },
  ]);
  expect(progress).toEqual({ rows: 2, completions: 2, errors: 0 });
});

test('answers a malformed row with its line number and goes on', async () => {
  const rows = ['{ no json', JSON.stringify({ ...row, offset: 11 }), JSON.stringify(row)];
  const { written, progress } = await batch(rows, async () => ({ ...outcome, completion: null }));
  expect(written).toEqual([
    { line: 1, error: 'The line is not a JSON object.' },
    { line: 2, id: 'a', error: '"offset" is not a whole number from 0 to 10, the length of "text".' },
    { id: 'a', ...outcome, completion: null },
  ]);
  expect(progress).toEqual({ rows: 3, completions: 0, errors: 2 });
});

test('answers a failing model with error rows, and gives up when it keeps failing', async () => {
  const rows = Array.from({ length: 5 }, () => JSON.stringify(row));
  let calls = 0;
  const recovers = await batch(rows, async () => {
    calls += 1;
    if (calls < 3) throw new Error('The model has died.');
    return outcome;
  });
  expect(recovers.written[1]).toEqual({ line: 2, id: 'a', error: 'The model has died.' });
  expect(recovers.progress).toEqual({ rows: 5, completions: 3, errors: 2 });
  const dead = batch(rows, async () => Promise.reject(new Error('The model has died.')));
  await expect(dead).rejects.toThrow('The model has died.');
});

test('stops between rows when interrupted', async () => {
  const interruption = new AbortController();
  const parts = {
    complete: async () => {
      interruption.abort(new Error('interrupted'));
      return outcome;
    },
    write: async () => undefined,
    onProgress: () => undefined,
  };
  const run = runBatch(each(JSON.stringify(row), JSON.stringify(row)), parts, interruption.signal);
  await expect(run).rejects.toThrow('interrupted');
});

test.each([
  ['[]', 'The line is not a JSON object.'],
  ['{}', '"id" is not a string or a number.'],
  ['{"id":1,"text":"","offset":0}', '"path" is not a string with text.'],
  ['{"id":1,"path":"a.ts","offset":0}', '"text" is not a string.'],
  ['{"id":1,"path":"a.ts","prefix":"a"}', '"prefix" and "suffix" are not two strings.'],
  [
    '{"id":1,"path":"a.ts","prefix":"a","suffix":"","offset":1}',
    '"prefix" and "suffix" stand for "text" and "offset", not beside them.',
  ],
  [
    '{"id":1,"path":"a.ts","text":"","offset":0,"trigger":"typing"}',
    '"trigger" is neither "automatic" nor "manual".',
  ],
  ['{"id":1,"path":"a.ts","text":"","offset":0,"modelText":1}', '"modelText" is not a string.'],
  ['{"id":1,"path":"a.ts","text":"","offset":0,"settings":[]}', '"settings" is not an object.'],
  ['{"id":1,"path":"a.ts","text":"","offset":0,"settings":{"maxLine":1}}', 'There is no setting maxLine.'],
  [
    '{"id":1,"path":"a.ts","text":"","offset":0,"settings":{"maxLines":0}}',
    'inkling.maxLines: 0 cannot be used; 1 is.',
  ],
  [
    '{"id":1,"path":"a.ts","text":"ab","offset":1.5}',
    '"offset" is not a whole number from 0 to 2, the length of "text".',
  ],
  ['{"id":1,"path":"a.ts","text":"ab","offset":0,"languageId":4}', '"languageId" is not a string.'],
  [
    '{"id":1,"path":"a.ts","text":"ab","offset":0,"files":[{"path":"b.ts"}]}',
    '"files" is not a list of { "path", "text" }.',
  ],
])('says what is wrong with %s', (line, error) => {
  expect(parseRow(line)).toMatchObject({ error });
});

test('takes the language from the row, or else from the ending', () => {
  expect(parseRow(JSON.stringify({ ...row, languageId: 'vue' }))).toMatchObject({
    languageId: 'vue',
    files: [],
  });
  expect(parseRow(JSON.stringify({ ...row, path: 'a/B.PY' }))).toMatchObject({ languageId: 'python' });
  expect(parseRow(JSON.stringify({ ...row, path: 'LICENSE' }))).toMatchObject({ languageId: 'plaintext' });
});

test('takes a document as prefix and suffix, with the settings and the trigger of its own', () => {
  const settings = { 'inkling.maxLines': 3, 'context.openFiles': false };
  const given = { id: 1, languageId: 'go', prefix: 'a\r\nb', suffix: 'c', trigger: 'manual', settings };
  expect(parseRow(JSON.stringify(given))).toMatchObject({
    path: 'untitled',
    languageId: 'go',
    text: 'a\r\nbc',
    offset: 4,
    trigger: 'manual',
    settings: { ...placeSettings, maxLines: 3, useOpenFiles: false },
    modelText: undefined,
  });
});

test('breaks lines at LF only, across chunks and inside characters', async () => {
  const bytes = new TextEncoder().encode('{"a":"ä\u2028b"}\r\n\n{"c":1}');
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  const found: string[] = [];
  for await (const line of lines(each(...chunks))) found.push(line);
  expect(found).toEqual(['{"a":"ä\u2028b"}', '', '{"c":1}']);
});
