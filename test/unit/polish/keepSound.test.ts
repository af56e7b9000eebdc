import { expect, test } from 'vitest';

import { keepSound } from '../../../src/completion/polish/keepSound';
import { judgeAt } from '../../../src/completion/syntax/judge';
import type { Judge, Verdict } from '../../../src/completion/syntax/judge';
import type { Clock } from '../../../src/completion/ports';
import type { At } from '../../../src/completion/request';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { atDrawing } from '../marks';
import { clockRunning, never, parse, silent, snapshot, stillClock } from '../syntax/parsing';

const text = { text: 'a b', replace: 0, cuts: ['loop'] };
const at = atDrawing('x = █');

test('what nobody had time to judge is dropped', async () => {
  expect(await keepSound(text, at, later('unknown'))).toEqual({
    text: '',
    replace: 0,
    cuts: ['loop', 'not-judged'],
    verdict: 'unknown',
  });
});

test('what cannot be judged once it has been shortened is dropped', async () => {
  const judge = (one: string): Promise<Verdict> => Promise.resolve(one === 'a(b) {' ? 'broken' : 'unknown');
  expect(await keepSound({ ...text, text: 'a(b) {' }, at, judge)).toMatchObject({
    text: '',
    cuts: ['loop', 'syntax-error', 'not-judged'],
    verdict: 'unknown',
  });
});

test('a text is shortened until it is sound, and says that it was', async () => {
  const judged: string[] = [];
  const judge = (one: string): Promise<Verdict> => {
    judged.push(one);
    return Promise.resolve(one === 'a(b)' ? 'sound' : 'broken');
  };
  expect(await keepSound({ ...text, text: 'a(b) {' }, at, judge)).toMatchObject({
    text: 'a(b)',
    cuts: ['loop', 'syntax-error'],
  });
  expect(judged).toEqual(['a(b) {', 'a(b)']);
});

test('a text that no cut mends is dropped after a few tries', async () => {
  let count = 0;
  const judge = (): Promise<Verdict> => {
    count += 1;
    return Promise.resolve('broken');
  };
  const lines = { ...text, text: 'a();\n'.repeat(9).trimEnd() };
  expect((await keepSound(lines, { ...at, shape: 'block' }, judge)).text).toBe('');
  expect(count).toBeLessThan(8);
});

test('the judge has its time and no more, by hand more than unasked', async () => {
  const tree = await parse('typescript', 'x = ');
  expect(await judge(tree, at)('1', 0)).toBe('clean');
  expect(await judge(tree, at)('1 1', 0)).toBe('broken');
  expect(await judge(tree, at, clockRunning(100))('1 1', 0)).toBe('unknown');
  expect(await judge(tree, at, clockRunning(100), 'manual')('1', 0)).toBe('clean');
});

test('judging takes a breath whenever a slice is used up, and goes on where it was', async () => {
  const lines = Array.from({ length: 4_000 }, (_, line) => `call${line}(${line});`).join('\n');
  const long = atDrawing(`${lines}\nx = █`);
  const tree = await parse('typescript', long.prefix);
  const clock = clockRunning(0.05);
  let breaths = 0;
  const counting: Clock = {
    now: () => clock.now(),
    delay: (ms, signal) => {
      breaths += 1;
      return clock.delay(ms, signal);
    },
  };
  expect(await judge(tree, long, counting, 'manual')('f(1 1', 0)).toBe('broken');
  expect(breaths).toBeGreaterThan(1);
});

test('who gives up while a text is being judged hears their own reason', async () => {
  const tree = await parse('typescript', 'x = ');
  const abort = new AbortController();
  const reason = new Error('a key');
  abort.abort(reason);
  await expect(judgeAt(tree, at, 'automatic', stillClock, abort.signal)('1', 0)).rejects.toBe(reason);
});

test('a document that is closed while a text is being judged leaves it unjudged', async () => {
  const parser = new SyntaxParser(nodeGrammars(), stillClock, silent);
  const tree = await parser.parse(snapshot('typescript', 'x = '), never);
  if (!tree) throw new Error('no tree');
  const clock = clockRunning(5);
  const closing: Clock = {
    now: () => clock.now(),
    delay: () => {
      parser.dispose();
      return Promise.resolve();
    },
  };
  expect(await judge(tree, at, closing)('1 1', 0)).toBe('unknown');
  expect(parser.liveTrees).toBe(0);
});

test('a file that is broken elsewhere may stay so, and no more than that', async () => {
  const broken = atDrawing('const = ;\nx = █');
  const tree = await parse('typescript', 'const = ;\nx = ');
  expect(await judge(tree, broken)('1', 0)).toBe('sound');
  expect(await judge(tree, broken)('1 1', 0)).toBe('broken');
});

test('a function that is still open excuses nothing, although the parser puts the fault at its header', async () => {
  const tsx =
    'export function Counter({ start }: { start: number }) {\n  return (\n    <b>{start}</b>\n  );\n█';
  const open = atDrawing(tsx, { languageId: 'typescriptreact' });
  const tree = await parse('typescriptreact', open.prefix);
  expect(await judge(tree, open)('etCount(count + 1)}>', 0)).toBe('broken');
  expect(await judge(tree, open)('}', 0)).toBe('clean');
});

function later(verdict: Verdict): Judge {
  return () => Promise.resolve(verdict);
}

function judge(
  tree: SyntaxTree,
  here: At,
  clock: Clock = stillClock,
  trigger: 'automatic' | 'manual' = 'automatic',
): Judge {
  return judgeAt(tree, here, trigger, clock, never);
}
