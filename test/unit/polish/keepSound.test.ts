import { expect, test } from 'vitest';

import { keepSound } from '../../../src/completion/polish/keepSound';
import { judgeAt } from '../../../src/completion/syntax/judge';
import type { Verdict } from '../../../src/completion/syntax/judge';
import { atDrawing } from '../marks';
import { clockRunning, parse, stillClock } from '../syntax/parsing';

const text = { text: 'a b', replace: 0, cuts: ['loop'] };
const at = atDrawing('x = █');

test('what nobody had time to judge is kept or dropped, as told', () => {
  expect(keepSound(text, at, () => 'unknown', 'keep')).toEqual({ ...text, verdict: 'unknown' });
  expect(keepSound(text, at, () => 'unknown', 'drop')).toMatchObject({
    text: '',
    cuts: ['loop', 'not-judged'],
  });
});

test('a text is shortened until it is sound, and says that it was', () => {
  const judged: string[] = [];
  const judge = (one: string): Verdict => {
    judged.push(one);
    return one === 'a(b)' ? 'sound' : 'broken';
  };
  expect(keepSound({ ...text, text: 'a(b) {' }, at, judge, 'keep')).toMatchObject({
    text: 'a(b)',
    cuts: ['loop', 'syntax-error'],
  });
  expect(judged).toEqual(['a(b) {', 'a(b)']);
});

test('a text that no cut mends is dropped after a few tries', () => {
  let count = 0;
  const judge = (): Verdict => ((count += 1), 'broken');
  const lines = { ...text, text: 'a();\n'.repeat(9).trimEnd() };
  expect(keepSound(lines, { ...at, shape: 'block' }, judge, 'keep').text).toBe('');
  expect(count).toBeLessThan(8);
});

test('the judge has its time and no more', async () => {
  const tree = await parse('typescript', 'x = ');
  expect(judgeAt(tree, at, stillClock)('1', 0)).toBe('clean');
  expect(judgeAt(tree, at, stillClock)('1 1', 0)).toBe('broken');
  expect(judgeAt(tree, at, clockRunning(100))('1 1', 0)).toBe('unknown');
});

test('a file that is broken elsewhere may stay so, and no more than that', async () => {
  const broken = atDrawing('const = ;\nx = █');
  const tree = await parse('typescript', 'const = ;\nx = ');
  expect(judgeAt(tree, broken, stillClock)('1', 0)).toBe('sound');
  expect(judgeAt(tree, broken, stillClock)('1 1', 0)).toBe('broken');
});
