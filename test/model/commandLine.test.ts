import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import { testFolder } from './testFolder';

const folder = testFolder();
const model = path.join(folder, 'scripted.gguf');
const source = path.join(folder, 'sum.ts');
const text = 'export function sum(a: number, b: number): number {\n  return \n}\n';

beforeAll(() => {
  writeScriptedModel(model, {
    steps: [
      // The last character before the cursor, whatever the prompt puts in front of it.
      [' ', 'a + b'],
      ['a + b', ';\n'],
      [';\n', '}\n'],
    ],
  });
  writeFileSync(source, text);
});

/** `npm run complete -- …`, which builds what it needs first. */
function complete(...args: readonly string[]) {
  const script = path.resolve('scripts/complete.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('completes a place in a file and draws it there', () => {
  const { status, stdout } = complete(`${source}:2:10`, '--model', model);
  expect(stdout).toContain('\n  return ├a + b;┤\n}\n');
  expect(stdout).toMatch(/prompt \d+ tokens, \d+ read; first token after [\d.]+ ms; \d+ tokens written/);
  expect(status).toBe(0);
});

test('says the same as JSON', () => {
  const { status, stdout } = complete(`${source}:2:10`, '--model', model, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    completion: 'a + b;',
    replace: 0,
    reason: null,
    source: 'model',
  });
  expect(status).toBe(0);
});

test('says why there is nothing to show', () => {
  const { status, stdout } = complete(`${source}:1:10`, '--model', model, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ completion: null, reason: 'inside-word' });
  expect(status).toBe(1);
});

test('completes a batch in order, CRLF text and other files too, and answers a bad row', () => {
  const crlf = text.replaceAll('\n', '\r\n');
  const row = { id: 'lf', path: 'src/sum.ts', text, offset: text.indexOf('return ') + 7 };
  const rows = [
    JSON.stringify(row),
    'not JSON',
    JSON.stringify({ ...row, id: 'crlf', text: crlf, offset: crlf.indexOf('return ') + 7 }),
    JSON.stringify({ ...row, id: 3, files: [{ path: 'src/other.ts', text: 'export const other = 1;\n' }] }),
  ];
  const [input, output] = [path.join(folder, 'in.jsonl'), path.join(folder, 'out.jsonl')];
  writeFileSync(input, rows.join('\n'));
  const { status, stdout, stderr } = complete('--batch', input, '--out', output, '--model', model);
  const answers = readFileSync(output, 'utf8').trimEnd().split('\n');
  expect(answers.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ id: 'lf', completion: 'a + b;' }),
    { line: 2, error: 'The line is not a JSON object.' },
    expect.objectContaining({ id: 'crlf', completion: 'a + b;' }),
    expect.objectContaining({ id: 3, completion: 'a + b;' }),
  ]);
  expect(stdout).toBe('');
  expect(stderr).toContain('4 rows, 3 completions, 1 errors');
  expect(status).toBe(4);
});

test('a missing model and a missing file have codes of their own', () => {
  const noModel = complete(`${source}:2:10`, '--model', path.join(folder, 'none.gguf'));
  expect(noModel).toMatchObject({ status: 3, stdout: '', stderr: expect.stringContaining('none.gguf') });
  const noFile = complete(`${path.join(folder, 'none.ts')}:1:1`, '--model', model);
  expect(noFile).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('none.ts') });
});
