import type { Node } from 'web-tree-sitter';

import { bodyOf, insideOf } from './bodyOf';
import type { LanguageRow } from './languageRow';
import type { Range } from './outlineTypes';
import type { SyntaxTree } from './syntaxTree';

/** Further from the cursor no prompt reaches, even when much in between is folded. In code units. */
const reachBefore = 100_000;
const reachAfter = 30_000;

/** A shorter body costs no more than the mark that would stand for it. */
const minLength = 80;

/** Bounds of the walk: chains of operators are deep, generated tables are wide. */
const maxDepth = 80;
const maxChildren = 5_000;
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
  const { root, row, text } = tree;
  if (!root) return [];
  const search: Search = { row, text, offset, found: [], nodes: 0 };
  visitChildren(root, search, 0);
  return search.found;
}

function visitChildren(parent: Node, search: Search, depth: number): void {
  if (depth > maxDepth || parent.namedChildCount > maxChildren) return;
  const children = parent.namedChildren;
  search.nodes += children.length;
  for (const [index, node] of children.entries()) {
    // The next child's start is at hand, the end of this one costs a call.
    const end = children[index + 1]?.startIndex ?? node.endIndex;
    if (end - node.startIndex < minLength || end < search.offset - reachBefore) continue;
    if (node.startIndex > search.offset + reachAfter || search.nodes > maxNodes) return;
    visit(node, search, depth);
  }
}

function visit(node: Node, search: Search, depth: number): void {
  const { startIndex, endIndex, type } = node;
  const { row, offset, found } = search;
  if (endIndex - startIndex < minLength || row.comments.has(type) || row.strings.has(type)) return;
  const encloses = startIndex <= offset && offset <= endIndex;
  if (row.functions.has(type) && !encloses) {
    fold(node, search);
    return;
  }
  const before = found.length;
  visitChildren(node, search, depth + 1);
  if (row.classes.has(type) && !encloses && found.length === before) fold(node, search);
}

function fold(node: Node, { row, text, found }: Search): void {
  const body = bodyOf(node, row);
  if (!body) return;
  const { start, end } = insideOf(body, text);
  const firstBreak = text.indexOf('\n', start);
  const isLong = firstBreak >= 0 && text.indexOf('\n', firstBreak + 1) < end && end - start >= minLength;
  if (isLong) found.push({ start, end });
}
