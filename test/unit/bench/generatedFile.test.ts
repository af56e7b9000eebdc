import { describe, expect, test } from 'vitest';

import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { clock } from '../../../src/extension/clock';
import { silent, snapshotOf, typedInto, typedText } from '../../bench/benchParts';
import { generatedFile, unfinishedCode } from '../../bench/generatedFile';
import { wholeTree } from '../../bench/syntaxProbes';
import { nodeGrammars } from '../../fakes/nodeGrammars';

const file = generatedFile(400, 3);

describe('a generated file', () => {
  test('is the same for the same seed only', () => {
    expect(generatedFile(400, 3)).toEqual(file);
    expect(generatedFile(400, 4).text).not.toBe(file.text);
  });

  test('has as many lines as were asked for, and not many more', () => {
    const lines = file.text.split('\n').length;
    expect(lines).toBeGreaterThan(400);
    expect(lines).toBeLessThan(460);
  });

  test('is TypeScript without an error', async () => {
    const parser = new SyntaxParser(nodeGrammars(), clock, silent);
    const tree = await wholeTree(parser, snapshotOf(file));
    expect(tree?.root?.hasError).toBe(false);
    parser.dispose();
  });

  test('is written on at the end of a statement', () => {
    const { text, offset } = file;
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    expect(line).toMatch(/^ +const \w+ = .*;$/);
    expect(text.charAt(offset)).toBe('\n');
  });

  test('can be cut in the middle of that statement', () => {
    expect(unfinishedCode(file, 200)).toMatch(/const \w+ = $/);
    expect(unfinishedCode(file, 200)).toHaveLength(200);
  });
});

test('typing puts text at the place and the place behind it', () => {
  const typed = typedInto(file, 'abc');
  expect(typed.text.slice(file.offset, typed.offset)).toBe('abc');
  expect(typed.text.length).toBe(file.text.length + 3);
});

test('what is typed goes on and on', () => {
  expect(typedText(1_000)).toHaveLength(1_000);
  expect(typedText(1_000).startsWith(typedText(999))).toBe(true);
});
