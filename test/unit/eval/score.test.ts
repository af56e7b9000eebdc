import { describe, expect, test } from 'vitest';

import { editSimilarity } from '../../../src/lab/editSimilarity';
import { score } from '../../../src/lab/score';

const check = (expected: string, suffix: string, text: string, replace = 0) =>
  score({ expected, suffix }, { text, replace });

describe('a score', () => {
  test('is full for what stood there', () => {
    expect(check('a + b', ';\nc', 'a + b')).toEqual({ firstLine: true, whole: true, similarity: 1, kept: 5 });
  });

  test('does not mind who writes the bracket behind the cursor', () => {
    expect(check('a, b', ')\n', 'a, b)', 1)).toMatchObject({ firstLine: true, whole: true, similarity: 1 });
  });

  test('sees a bracket that is there twice', () => {
    expect(check('a, b', ')\n', 'a, b)')).toMatchObject({ firstLine: false, whole: false });
  });

  test('tells the first line from the whole', () => {
    expect(check('a();\nb();', '\n', 'a();')).toMatchObject({ firstLine: true, whole: false, kept: 4 });
    expect(check('a();', '\nb();', 'a();\nc();')).toMatchObject({ firstLine: true, whole: false, kept: 5 });
  });

  test('does not see blanks at the end', () => {
    expect(check('a();', '\n', 'a();  ')).toMatchObject({ firstLine: true, whole: true });
  });

  test('counts what a person would keep', () => {
    expect(check('sum(left)', '\n', 'sum(right)')).toMatchObject({ firstLine: false, kept: 4 });
  });
});

describe('edit similarity', () => {
  test.each([
    ['', '', 1],
    ['abc', '', 0],
    ['abc', 'abc', 1],
    ['kitten', 'sitting', 1 - 3 / 7],
    ['flaw', 'lawn', 0.5],
  ])('of "%s" and "%s" is %d', (a, b, similarity) => {
    expect(editSimilarity(a, b)).toBeCloseTo(similarity, 10);
  });
});
