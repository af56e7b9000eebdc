import { expect, test } from 'vitest';

import { guessIndentUnit } from '../../../src/lab/guessIndentUnit';
import { toLf } from '../../../scripts/complete/lineEnds';
import { UsageError } from '../../../scripts/complete/options';
import type { Outcome } from '../../../scripts/complete/outcome';
import { offsetOf } from '../../../scripts/complete/runSingle';
import { describeTimings, drawCompletion } from '../../../scripts/complete/showOutcome';

test('counts lines and columns from 1, in either kind of line ends', () => {
  expect(offsetOf('ab\ncd', 'a.ts', 2, 2)).toBe(4);
  expect(offsetOf('ab\r\ncd', 'a.ts', 2, 2)).toBe(5);
  expect(offsetOf('ab\r\ncd', 'a.ts', 1, 3)).toBe(2);
  expect(offsetOf('', 'a.ts', 1, 1)).toBe(0);
});

test('says where a file or a line ends', () => {
  expect(() => offsetOf('ab', 'a.ts', 2, 1)).toThrow(new UsageError('a.ts has 1 lines, not 2.'));
  expect(() => offsetOf('ab\r\n', 'a.ts', 1, 4)).toThrow(
    new UsageError('Line 1 of a.ts ends at column 3, before 4.'),
  );
});

test('maps CRLF text to LF and back', () => {
  const text = toLf('a\r\nb\r\nc');
  expect(text.text).toBe('a\nb\nc');
  expect([0, 1, 2, 3, 4, 5, 6, 7].map(text.offset)).toEqual([0, 1, 1, 2, 3, 3, 4, 5]);
  expect(text.restore('x\ny')).toBe('x\r\ny');
});

test('leaves LF text as it is', () => {
  const text = toLf('a\nb\r\nc');
  expect(text.offset(5)).toBe(4);
  expect(text.restore('x\ny')).toBe('x\ny');
  expect(toLf('one line').restore('x\ny')).toBe('x\ny');
});

test.each([
  ['if a:\n    b\n    if c:\n        d\n', '    '],
  ['a {\n  b {\n    c\n  }\n}\n', '  '],
  ['a {\n\tb {\n\t\tc\n\t}\n}\n', '\t'],
  ['a\nb\n', '    '],
])('guesses what one level of indentation is: %j', (text, unit) => {
  expect(guessIndentUnit(text)).toBe(unit);
});

test('draws the completion in its place, with what it replaces', () => {
  const text = 'one\ntwo\nthree\nfour\nfoo()\nsix\nseven\neight';
  const offset = text.indexOf(')');
  expect(drawCompletion(text, offset, 'a)', 1)).toBe('two\nthree\nfour\nfoo(├a)┤)╣\nsix\nseven');
  expect(drawCompletion('a', 1, ' = 1', 0)).toBe('a├ = 1┤');
});

test('names only the figures that there are', () => {
  const nothing: Outcome = {
    completion: null,
    replace: 0,
    range: null,
    raw: null,
    reason: 'disabled',
    source: null,
    shape: null,
    confidence: null,
    promptTokens: null,
    readTokens: null,
    generatedTokens: null,
    ttftMs: null,
    totalMs: 1.5,
  };
  expect(describeTimings(nothing)).toBe('1.5 ms in all');
  const shown = {
    ...nothing,
    promptTokens: 90,
    readTokens: 4,
    ttftMs: 50,
    generatedTokens: 11,
    totalMs: 250,
  };
  expect(describeTimings(shown)).toBe(
    'prompt 90 tokens, 4 read; first token after 50 ms; 11 tokens written at 50.0 tokens/s; 250 ms in all',
  );
});
