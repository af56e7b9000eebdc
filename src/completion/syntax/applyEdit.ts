import { Edit } from 'web-tree-sitter';
import type { Point, Tree } from 'web-tree-sitter';

import { lineStart } from '../text';
import { findEdit } from './findEdit';
import type { Insertion } from './trials';

/** The row, counted from 0, that an offset lies in. */
export interface KnownRow {
  readonly offset: number;
  readonly row: number;
}

/**
 * Tells a tree of `before` how its text became `after`. Rows are counted from the row that is known to the edit, so a
 * keystroke beside the last one counts no more than the lines between. Returns the edit's start, for the next time.
 */
export function applyEdit(tree: Tree, before: string, after: string, known: KnownRow): KnownRow {
  const edit = findEdit(before, after);
  if (!edit) return known;
  const row = rowAt(before, edit.start, known);
  tree.edit(
    new Edit({
      startIndex: edit.start,
      oldEndIndex: edit.oldEnd,
      newEndIndex: edit.newEnd,
      startPosition: pointAt(before, edit.start, row),
      oldEndPosition: pointAt(before, edit.oldEnd, row + countBreaks(before, edit.start, edit.oldEnd)),
      newEndPosition: pointAt(after, edit.newEnd, row + countBreaks(after, edit.start, edit.newEnd)),
    }),
  );
  return { offset: edit.start, row };
}

/** Tells a tree of `before` what stands at the insertion's place now. */
export function applyInsertion(tree: Tree, before: string, insertion: Insertion, known: KnownRow): void {
  const { offset, replace, text } = insertion;
  const row = rowAt(before, offset, known);
  const startPosition = pointAt(before, offset, row);
  const breaks = countBreaks(text, 0, text.length);
  tree.edit(
    new Edit({
      startIndex: offset,
      oldEndIndex: offset + replace,
      newEndIndex: offset + text.length,
      startPosition,
      oldEndPosition: pointAt(before, offset + replace, row + countBreaks(before, offset, offset + replace)),
      newEndPosition: {
        row: row + breaks,
        column:
          breaks === 0 ? startPosition.column + text.length : text.length - lineStart(text, text.length),
      },
    }),
  );
}

function rowAt(text: string, offset: number, known: KnownRow): number {
  return offset >= known.offset
    ? known.row + countBreaks(text, known.offset, offset)
    : known.row - countBreaks(text, offset, known.offset);
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function pointAt(text: string, offset: number, row: number): Point {
  return { row, column: offset - lineStart(text, offset) };
}
