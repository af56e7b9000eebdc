import { expect, test } from 'vitest';

import {
  commonPrefix,
  indentOf,
  indentWidth,
  isCloserOnly,
  lineEnd,
  linePrefix,
  lineStart,
  lineSuffix,
  overlap,
  trimClosers,
} from '../../src/completion/text';

test('a text that begins with a line break has an empty first line', () => {
  expect(lineStart('\nab', 0)).toBe(0);
  expect(lineStart('\nab', 1)).toBe(1);
  expect(lineStart('\n\n', 1)).toBe(1);
  expect(linePrefix('\nab', 0)).toBe('');
});

test('finds the line around an offset, at both ends of the text too', () => {
  expect([lineStart('', 0), lineEnd('', 0)]).toEqual([0, 0]);
  expect([lineStart('ab\ncd', 4), lineEnd('ab\ncd', 4)]).toEqual([3, 5]);
  expect([linePrefix('ab\ncd', 4), lineSuffix('ab\ncd', 4)]).toEqual(['c', 'd']);
  expect(lineEnd('ab\ncd', 2)).toBe(2);
});

test('knows a rest of line that says nothing of its own', () => {
  expect(isCloserOnly(')];')).toBe(true);
  expect(isCloserOnly('')).toBe(true);
  expect(isCloserOnly(') + 1')).toBe(false);
});

test('leaves out the closers at the end of a line', () => {
  expect(trimClosers('  f(a[0]); ')).toBe('  f(a[0');
  expect(trimClosers(')]')).toBe('');
  expect(trimClosers('(a) + 1')).toBe('(a) + 1');
});

test('measures overlap, common start and indentation', () => {
  expect(overlap('foo(a)', ')')).toBe(1);
  expect(overlap('abc', 'bcd')).toBe(2);
  expect(overlap('abc', 'x')).toBe(0);
  expect(commonPrefix('abc', 'abd')).toBe(2);
  expect(indentOf('\t  x')).toBe('\t  ');
  expect(indentWidth('  \tx', 4)).toBe(4);
});
