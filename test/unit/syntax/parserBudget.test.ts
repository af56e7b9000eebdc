import { expect, test } from 'vitest';

import type { Clock, Logger } from '../../../src/completion/ports';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { placeAt } from '../../../src/completion/syntax/placeAt';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { clockRunning, never, silent, snapshot, stillClock } from './parsing';

function newParser(clock: Clock = stillClock, logger: Logger = silent): SyntaxParser {
  return new SyntaxParser(nodeGrammars(), clock, logger);
}

const long = Array.from({ length: 50_000 }, (_, line) => `f${line}(${line});`).join('\n');

test('a file of 50 000 lines is parsed in slices, and a request that loses patience is served by a later one', async () => {
  const parser = newParser(clockRunning(0.02));
  expect(long.length).toBeLessThan(1_500_000);
  let answers = 0;
  let tree: SyntaxTree | undefined;
  for (; !tree && answers < 1_000; answers += 1)
    tree = await parser.parse(snapshot('typescript', long), never);
  expect(answers).toBeGreaterThan(1);
  expect(tree?.root?.endIndex).toBe(long.length);

  const typed = long.replace('f25000(25000)', 'f25000(25000, "█")').replace('█', 'a');
  let next: SyntaxTree | undefined;
  for (let call = 0; !next && call < 1_000; call += 1)
    next = await parser.parse(snapshot('typescript', typed), never);
  if (!next) throw new Error('no tree of the edited text');
  expect(placeAt(next, typed.indexOf('"a"') + 2)).toBe('string');
  parser.dispose();
});

test('a parse that lost patience for one text serves the next text', async () => {
  const parser = newParser(clockRunning(0.2));
  const text = long.slice(0, 200_000);
  expect(await parser.parse(snapshot('typescript', text), never)).toBeUndefined();
  let tree: SyntaxTree | undefined;
  const typed = `${text}\n"a`;
  for (let call = 0; !tree && call < 1_000; call += 1)
    tree = await parser.parse(snapshot('typescript', typed), never);
  expect(tree?.text === typed).toBe(true);
  expect(parser.liveTrees).toBeLessThanOrEqual(3);
  parser.dispose();
});

test('an abandoned parse finishes in the background', async () => {
  const parser = newParser(clockRunning(0.2));
  const text = long.slice(0, 100_000);
  expect(await parser.parse(snapshot('typescript', text), never)).toBeUndefined();
  expect(parser.liveTrees).toBe(0);
  await expect.poll(() => parser.liveTrees).toBe(1);
  parser.dispose();
});

test('a parse without end is given up', async () => {
  const messages: string[] = [];
  const parser = newParser(clockRunning(500), { ...silent, debug: (message) => messages.push(message) });
  for (let call = 0; call < 100; call += 1) await parser.parse(snapshot('typescript', long), never);
  expect(messages).toHaveLength(1);
  expect(parser.liveTrees).toBe(0);
  parser.dispose();
});

test('a flat list whose every keystroke outlasts the patience goes without a tree', async () => {
  const messages: string[] = [];
  const parser = newParser(clockRunning(0.3), { ...silent, debug: (message) => messages.push(message) });
  let text = long;
  let keystrokes = 0;
  for (; messages.length === 0 && keystrokes < 1_000; keystrokes += 1) {
    await parser.parse(snapshot('typescript', text), never);
    if (keystrokes % 20 === 19) text = `${text.slice(0, 300_000)} ${text.slice(300_000)}`;
  }
  expect(messages).toHaveLength(1);
  expect(await parser.parse(snapshot('typescript', text), never)).toBeUndefined();
  parser.dispose();
});

test('machine-made text is not parsed', async () => {
  const parser = newParser();
  const check = async (text: string, isParsed: boolean) => {
    expect((await parser.parse(snapshot('javascript', text), never)) !== undefined).toBe(isParsed);
  };
  await check(`a = '${'b'.repeat(1_000_000)}';`, false);
  await check(`a();\n${'b();'.repeat(6_000)}\nc();\n`, false);
  await check('a();\n'.repeat(300_001), false);
  await check(`a();\n${'('.repeat(64)}`, false);
  await check(`a();\n${'b();'.repeat(4_900)}\nc();\n`, true);
  await check('a();\n'.repeat(10_000), true);
  parser.dispose();
});
