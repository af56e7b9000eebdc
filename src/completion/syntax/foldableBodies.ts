import type { TreeCursor } from 'web-tree-sitter';

import { bodyOf, insideOf } from './bodyOf';
import type { LanguageRow } from './languageRow';
import type { Range } from './outlineTypes';
import type { SyntaxTree } from './syntaxTree';

/** No prompt reaches further than this from the cursor, in code units. */
const reachBefore = 200_000;
const reachAfter = 60_000;

/** A shorter body costs no more than the mark that would stand for it. */
const minLength = 80;

/** Bounds of the walk: chains of operators and generated tables are deep and wide. */
const maxDepth = 80;
const maxNodes = 20_000;

interface Search {
  readonly row: LanguageRow;
  readonly text: string;
  readonly offset: number;
  readonly found: Range[];
  nodes: number;
}

/** Bodies that can be folded near the offset; see `Outline.bodies`. Goes down only where a body can be. */
export function foldableBodies(tree: SyntaxTree, offset: number): readonly Range[] {
  const cursor = tree.root?.walk();
  if (!cursor) return [];
  try {
    const search: Search = { row: tree.row, text: tree.text, offset, found: [], nodes: 0 };
    visitChildren(cursor, search, 0);
    return search.found;
  } finally {
    cursor.delete();
  }
}

function visitChildren(cursor: TreeCursor, search: Search, depth: number): void {
  if (depth > maxDepth || !cursor.gotoFirstChild()) return;
  do {
    search.nodes += 1;
    if (search.nodes > maxNodes || cursor.startIndex > search.offset + reachAfter) break;
    visit(cursor, search, depth);
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

function visit(cursor: TreeCursor, search: Search, depth: number): void {
  const { startIndex, endIndex, nodeType } = cursor;
  const { row, offset, found } = search;
  if (endIndex - startIndex < minLength || endIndex < offset - reachBefore) return;
  if (row.comments.has(nodeType) || row.strings.has(nodeType)) return;
  const encloses = startIndex <= offset && offset <= endIndex;
  if (row.functions.has(nodeType) && !encloses) {
    fold(cursor, search);
    return;
  }
  const before = found.length;
  visitChildren(cursor, search, depth + 1);
  if (row.classes.has(nodeType) && !encloses && found.length === before) fold(cursor, search);
}

function fold(cursor: TreeCursor, { row, text, found }: Search): void {
  const body = bodyOf(cursor.currentNode, row);
  if (!body) return;
  const { start, end } = insideOf(body, text);
  const firstBreak = text.indexOf('\n', start);
  const isLong = firstBreak >= 0 && text.indexOf('\n', firstBreak + 1) < end && end - start >= minLength;
  if (isLong) found.push({ start, end });
}
