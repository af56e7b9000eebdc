import { expect, test } from 'vitest';

import type { Grammars, Logger } from '../../../src/completion/ports';
import { outlineAt } from '../../../src/completion/syntax/outline';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { placeAt } from '../../../src/completion/syntax/placeAt';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { clockRunning, never, parse, silent, snapshot, stillClock } from './parsing';
import { mulberry32, randomEdit } from './randomEdits';
import { samples } from './samples';

function newParser(clock = stillClock, logger: Logger = silent, grammars: Grammars = nodeGrammars()): SyntaxParser {
  return new SyntaxParser(grammars, clock, logger);
}

/** Every node with its place and kind. */
function draw(tree: SyntaxTree | undefined): readonly string[] {
  const cursor = tree?.root?.walk();
  if (!cursor) return [];
  const lines: string[] = [];
  for (let goesOn = true; goesOn; ) {
    const { row, column } = cursor.startPosition;
    const mark = cursor.nodeIsMissing ? ' missing' : '';
    lines.push(`${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex} ${row}:${column}${mark}`);
    goesOn = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!goesOn && cursor.gotoParent()) goesOn = cursor.gotoNextSibling();
  }
  cursor.delete();
  return lines;
}

test.each(Object.keys(samples))('an edited tree is the tree of the edited text, %s', async (languageId) => {
  const parser = newParser();
  const random = mulberry32(languageId.length * 7_919);
  let text = samples[languageId] ?? '';
  for (let edit = 0; edit < 60; edit += 1) {
    const incremental = await parser.parse(snapshot(languageId, text), never);
    expect(incremental?.text).toBe(text);
    const whole = await parse(languageId, text);
    expect(incremental?.root?.startIndex).toBe(whole.root?.startIndex);
    expect(leaves(incremental)).toEqual(leaves(whole));
    text = randomEdit(text, random);
  }
  parser.dispose();
});

/** What both trees must agree on even where error recovery may choose differently: no node lies outside the text. */
function leaves(tree: SyntaxTree | undefined): readonly string[] {
  return tree?.root?.hasError === true ? [] : draw(tree);
}

test('offsets count UTF-16 code units, before and after edits', async () => {
  const parser = newParser();
  const before = 'const a = "😀😀"; // 😀\nconst b = `${a}`;\n';
  const after = before.replace('"😀😀"', '"😁😀𝒷"');
  await parser.parse(snapshot('typescript', before), never);
  const tree = await parser.parse(snapshot('typescript', after), never);
  if (!tree) throw new Error('no tree');
  expect(draw(tree)).toEqual(draw(await parse('typescript', after)));
  expect(placeAt(tree, after.indexOf('𝒷') + 2)).toBe('string');
  expect(placeAt(tree, after.indexOf('𝒷') + 3)).toBe('code');
  expect(placeAt(tree, after.indexOf('\n'))).toBe('comment');
  expect(placeAt(tree, after.indexOf('${a') + 2)).toBe('code');
  parser.dispose();
});

test('a surrogate pair on the border of two stretches that the parser reads is one character', async () => {
  for (const shift of [0, 1]) {
    const text = `${'/'.repeat(2)}${' '.repeat(2_045 + shift)}\nconst 𝒜𝒜 = '${'😀'.repeat(3_000)}'; const b = 1;\n`;
    const tree = await parse('typescript', text);
    expect(tree.root?.hasError).toBe(false);
    expect(placeAt(tree, text.indexOf('b = 1'))).toBe('code');
  }
});

test('the same text gives the same tree', async () => {
  const parser = newParser();
  const first = await parser.parse(snapshot('go', 'package a\n'), never);
  expect(await parser.parse(snapshot('go', 'package a\n'), never)).toBe(first);
  parser.dispose();
});

test('trees are freed: many edits of many documents keep few of them', async () => {
  const parser = newParser();
  let most = 0;
  for (let edit = 0; edit < 400; edit += 1) {
    const text = `const a = ${'b + '.repeat(edit % 37)}c;\n`;
    await parser.parse(snapshot('typescript', text, `file:///${edit % 20}.ts`), never);
    most = Math.max(most, parser.liveTrees);
  }
  for (let edit = 0; edit < 100; edit += 1) {
    await parser.parse(snapshot('typescript', `const a = ${edit};\n`, 'file:///one.ts'), never);
    most = Math.max(most, parser.liveTrees);
  }
  expect(most).toBeLessThanOrEqual(8 * 3);
  expect(most).toBeGreaterThan(8);
  parser.dispose();
  expect(parser.liveTrees).toBe(0);
});

test('a tree that was freed while a slow request held it is empty and harmless', async () => {
  const parser = newParser();
  const tree = await parser.parse(snapshot('typescript', 'function f() { /* a */ }'), never);
  if (!tree) throw new Error('no tree');
  expect(placeAt(tree, 18)).toBe('comment');
  parser.forget('file:///sample.typescript');
  expect(tree.root).toBeUndefined();
  expect(placeAt(tree, 18)).toBe('code');
  expect(outlineAt(tree, 18)).toEqual({ imports: [], scopes: [], bodies: [] });
});

test('a request that was overtaken by one edit can still read its tree', async () => {
  const parser = newParser();
  const tree = await parser.parse(snapshot('typescript', '// a'), never);
  await parser.parse(snapshot('typescript', '"a"'), never);
  if (!tree) throw new Error('no tree');
  expect(placeAt(tree, 4)).toBe('comment');
  parser.dispose();
});

test('a document that changes its language gets another tree', async () => {
  const parser = newParser();
  await parser.parse(snapshot('python', '# a', 'untitled:1'), never);
  const tree = await parser.parse(snapshot('go', 'package a', 'untitled:1'), never);
  expect(tree?.root?.type).toBe('source_file');
  parser.dispose();
});

test('languages without a grammar have no tree', async () => {
  expect(await newParser().parse(snapshot('kotlin', 'val a = 1'), never)).toBeUndefined();
});

test('a grammar that does not load is reported once and costs only the tree', async () => {
  const warnings: string[] = [];
  const broken: Grammars = {
    ...nodeGrammars(),
    load: async () => {
      throw new Error('gone');
    },
  };
  const parser = newParser(stillClock, { ...silent, warn: (message) => warnings.push(message) }, broken);
  expect(await parser.parse(snapshot('go', 'package a'), never)).toBeUndefined();
  expect(await parser.parse(snapshot('go', 'package b'), never)).toBeUndefined();
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('gone');
});

test('a cancelled request throws its reason', async () => {
  const cancelled = new AbortController();
  cancelled.abort(new Error('typed on'));
  await expect(newParser().parse(snapshot('go', 'package a'), cancelled.signal)).rejects.toThrow('typed on');
});

const long = Array.from({ length: 50_000 }, (_, line) => `f${line}(${line});`).join('\n');

test('a file of 50 000 lines is parsed in slices, and a request that loses patience is served by a later one', async () => {
  const clock = clockRunning(1);
  const parser = newParser(clock);
  expect(long.length).toBeLessThan(1_500_000);
  let answers = 0;
  let tree: SyntaxTree | undefined;
  for (; !tree && answers < 1_000; answers += 1) tree = await parser.parse(snapshot('typescript', long), never);
  expect(answers).toBeGreaterThan(1);
  expect(tree?.root?.endIndex).toBe(long.length);

  const typed = long.replace('f25000(25000)', 'f25000(25000, "█")').replace('█', 'a');
  const next = await parser.parse(snapshot('typescript', typed), never);
  if (!next) throw new Error('no tree after one keystroke');
  expect(placeAt(next, typed.indexOf('"a"') + 2)).toBe('string');
  parser.dispose();
});

test('a parse that lost patience for one text serves the next text', async () => {
  const parser = newParser(clockRunning(5));
  const text = long.slice(0, 200_000);
  expect(await parser.parse(snapshot('typescript', text), never)).toBeUndefined();
  let tree: SyntaxTree | undefined;
  const typed = `${text}\n"a`;
  for (let call = 0; !tree && call < 1_000; call += 1) tree = await parser.parse(snapshot('typescript', typed), never);
  expect(tree?.text).toBe(typed);
  expect(parser.liveTrees).toBeLessThanOrEqual(3);
  parser.dispose();
});

test('an abandoned parse finishes in the background', async () => {
  const parser = newParser(clockRunning(5));
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

test('machine-made text is not parsed', async () => {
  const parser = newParser();
  const check = async (text: string, isParsed: boolean) =>
    expect((await parser.parse(snapshot('javascript', text), never)) !== undefined).toBe(isParsed);
  await check(`a = '${'b'.repeat(1_000_000)}';`, false);
  await check(`a();\n${'b();'.repeat(6_000)}\nc();\n`, false);
  await check('a();\n'.repeat(300_001), false);
  await check(`a();\n${'b();'.repeat(4_900)}\nc();\n`, true);
  await check('a();\n'.repeat(10_000), true);
  parser.dispose();
});
