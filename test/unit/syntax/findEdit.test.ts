import { expect, test } from 'vitest';
import type { Edit, Tree } from 'web-tree-sitter';

import { applyEdit } from '../../../src/completion/syntax/applyEdit';
import { findEdit } from '../../../src/completion/syntax/findEdit';
import { Dice } from '../../fakes/dice';
import { randomEdit } from './randomEdit';

/** The edit drawn as `before[removed→added]after`. */
function check(before: string, after: string, drawing: string | undefined): void {
  const edit = findEdit(before, after);
  const drawn =
    edit &&
    `${before.slice(0, edit.start)}[${before.slice(edit.start, edit.oldEnd)}→${after.slice(edit.start, edit.newEnd)}]${before.slice(edit.oldEnd)}`;
  expect(drawn).toBe(drawing);
}

test.each([
  ['abc', 'abc', undefined],
  ['', 'abc', '[→abc]'],
  ['abc', '', '[abc→]'],
  ['abc', 'abXc', 'ab[→X]c'],
  ['abXc', 'abc', 'ab[X→]c'],
  ['abc', 'aXc', 'a[b→X]c'],
  ['aa', 'aaa', 'aa[→a]'],
  ['aaa', 'aa', 'aa[a→]'],
  ['a😀b', 'a😁b', 'a[😀→😁]b'],
  ['a😀b', 'a😀😁b', 'a😀[→😁]b'],
  ['a😀b', 'ab', 'a[😀→]b'],
  ['a\u{1f600}b', 'a\u{1fa00}b', 'a[\u{1f600}→\u{1fa00}]b'], // the halves at the end are the same
  [`${'a'.repeat(5_000)}b`, `${'a'.repeat(5_000)}c`, `${'a'.repeat(5_000)}[b→c]`],
])('one stretch differs, %j and %j', check);

const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const sample = 'const 𝒜 = "😀😀";\nif (a) {\n  b();\n}\n'.repeat(80);

test('any edit rebuilds the new text and leaves surrogate pairs whole', () => {
  const dice = new Dice(7);
  let text = sample;
  for (let round = 0; round < 500; round += 1) {
    const next = randomEdit(text, dice);
    const edit = findEdit(text, next);
    if (edit) {
      const rebuilt =
        text.slice(0, edit.start) + next.slice(edit.start, edit.newEnd) + text.slice(edit.oldEnd);
      expect(rebuilt === next).toBe(true);
      expect(next.slice(edit.start, edit.newEnd)).not.toMatch(halfPair);
      expect(text.slice(edit.start, edit.oldEnd)).not.toMatch(halfPair);
    }
    text = next;
  }
});

test('rows and columns are those of the whole text, wherever the last edit was', () => {
  const dice = new Dice(11);
  let text = sample;
  let known = { offset: 0, row: 0 };
  let checked = 0;
  for (let round = 0; round < 300; round += 1) {
    const next = randomEdit(text, dice);
    const seen: Edit[] = [];
    const tree = { edit: (edit: Edit) => seen.push(edit) } as unknown as Tree;
    known = applyEdit(tree, text, next, known);
    for (const {
      startIndex,
      oldEndIndex,
      newEndIndex,
      startPosition,
      oldEndPosition,
      newEndPosition,
    } of seen) {
      expect(startPosition).toEqual(pointOf(text, startIndex));
      expect(oldEndPosition).toEqual(pointOf(text, oldEndIndex));
      expect(newEndPosition).toEqual(pointOf(next, newEndIndex));
      checked += 1;
    }
    text = next;
  }
  expect(checked).toBeGreaterThan(200);
});

function pointOf(text: string, offset: number): { readonly row: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { row: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
}
