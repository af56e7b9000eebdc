import { expect, test } from 'vitest';

import type { Grammars, Logger } from '../../../src/completion/ports';
import { outlineAt } from '../../../src/completion/syntax/outline';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { placeAt } from '../../../src/completion/syntax/placeAt';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { Dice } from '../../fakes/dice';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { never, parse, silent, snapshot, stillClock } from './parsing';
import { randomEdit } from './randomEdit';
import { samples } from './samples';

function newParser(logger: Logger = silent, grammars: Grammars = nodeGrammars()): SyntaxParser {
  return new SyntaxParser(grammars, stillClock, logger);
}

/** Every node with its place and kind. */
function draw(tree: SyntaxTree | undefined): readonly string[] {
  const cursor = tree?.root?.walk();
  if (!cursor) return [];
  const lines: string[] = [];
  for (let goesOn = true; goesOn;) {
    const { row, column } = cursor.startPosition;
    const mark = cursor.nodeIsMissing ? ' missing' : '';
    lines.push(`${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex} ${row}:${column}${mark}`);
    goesOn = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!goesOn && cursor.gotoParent()) goesOn = cursor.gotoNextSibling();
  }
  cursor.delete();
  return lines;
}

test.each(Object.keys(samples))('after any edits a tree is the tree of the text, %s', async (languageId) => {
  const parser = newParser();
  const dice = new Dice(languageId.length);
  const sample = samples[languageId] ?? '';
  let text = sample;
  for (let round = 0; round < 24; round += 1) {
    for (let edit = 0; edit <= round % 4; edit += 1) {
      text = randomEdit(text, dice);
      const broken = await parser.parse(snapshot(languageId, text), never);
      expect(broken?.text).toBe(text);
      expect(broken?.root?.endIndex).toBe((await parse(languageId, text)).root?.endIndex);
    }
    text = sample
      .replaceAll('Foo', ['Foo', 'F', 'Größe'][round % 3] ?? '')
      .replace(/^(?=[a-z])/m, '\n'.repeat(round % 5));
    const whole = await parse(languageId, text);
    expect(whole.root?.hasError).toBe(false);
    expect(draw(await parser.parse(snapshot(languageId, text), never))).toEqual(draw(whole));
  }
  parser.dispose();
});

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

test('a surrogate pair on the border of two stretches that the parser reads is one letter', async () => {
  for (const shift of ['', ' ']) {
    const text = `${shift}const ${'𝒜'.repeat(3_000)} = 1;\n`;
    const tree = await parse('typescript', text);
    expect(tree.root?.hasError).toBe(false);
    expect(draw(tree)).toContain(
      `identifier ${shift.length + 6}-${shift.length + 6_006} 0:${shift.length + 6}`,
    );
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

test('a tree that was overtaken by several edits is freed', async () => {
  const parser = newParser();
  const tree = await parser.parse(snapshot('typescript', 'a'), never);
  for (const text of ['ab', 'abc']) await parser.parse(snapshot('typescript', text), never);
  expect(tree?.root?.type).toBe('program');
  await parser.parse(snapshot('typescript', 'abcd'), never);
  expect(tree?.root).toBeUndefined();
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
  const parser = newParser({ ...silent, warn: (message) => warnings.push(message) }, broken);
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
