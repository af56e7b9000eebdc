import { expect, test } from 'vitest';

import { parseOptions, UsageError } from '../../../scripts/complete/options';

const shared = { model: undefined, adapters: [], manual: false, quiet: false, workspace: undefined };

test('reads a place, its open files and its switches', () => {
  expect(
    parseOptions([
      'src/a.ts:12:5',
      '--open',
      'b.ts',
      '--open',
      'c.ts',
      '--manual',
      '--json',
      '--workspace',
      'w',
    ]),
  ).toEqual({
    ...shared,
    kind: 'single',
    file: 'src/a.ts',
    line: 12,
    column: 5,
    open: ['b.ts', 'c.ts'],
    workspace: 'w',
    manual: true,
    json: true,
  });
});

test('leaves a drive letter to the file', () => {
  expect(parseOptions(['C:\\code\\a.ts:1:2'])).toMatchObject({ file: 'C:\\code\\a.ts', line: 1, column: 2 });
});

test('reads a batch', () => {
  const model = ['--model', 'm.gguf', '--adapter', 'a.gguf', '--adapter', 'b.gguf'];
  expect(parseOptions(['--batch', 'in.jsonl', '--out', '-', ...model, '--quiet'])).toEqual({
    kind: 'batch',
    adapters: ['a.gguf', 'b.gguf'],
    input: 'in.jsonl',
    output: '-',
    model: 'm.gguf',
    manual: false,
    quiet: true,
  });
});

test.each([
  ['nothing', []],
  ['no column', ['a.ts:3']],
  ['line 0', ['a.ts:0:1']],
  ['two places', ['a.ts:1:1', 'b.ts:1:1']],
  ['a batch without a place for its results', ['--batch', 'in.jsonl']],
  ['a batch with a place', ['--batch', 'in.jsonl', '--out', 'out.jsonl', 'a.ts:1:1']],
  ['an unknown option', ['a.ts:1:1', '--colour']],
])('refuses %s', (_, args) => {
  expect(() => parseOptions(args)).toThrow(UsageError);
});

test('helps even when the rest is wrong', () => {
  expect(parseOptions(['--help', 'a.ts'])).toEqual({ kind: 'help' });
});
