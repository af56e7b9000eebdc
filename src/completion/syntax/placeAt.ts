import type { Node } from 'web-tree-sitter';

import type { LanguageRow } from './languageRow';
import { pathAt } from './pathAt';
import { placeInText } from './placeInText';
import type { Place } from './placeInText';
import type { SyntaxTree } from './syntaxTree';

export type { Place } from './placeInText';

/** The place between the characters at `offset - 1` and `offset`. Costs the depth of the tree. */
export function placeAt(tree: SyntaxTree, offset: number): Place {
  const { row, text } = tree;
  const path = pathAt(tree, offset - 1);
  for (const node of path.toReversed()) {
    const { type } = node;
    if (row.interpolations.has(type) && offset < node.endIndex) return 'code';
    if (row.comments.has(type) && isInsideComment(node, row, text, offset)) return 'comment';
    if (row.strings.has(type) && isInsideString(node, offset)) return 'string';
  }
  // The grammars disagree about unclosed quotes and comments, but all of them leave an error nearby.
  return isNearError(path) ? placeInText(row, text, offset) : 'code';
}

/** A line comment also holds the cursor at its very end; a block comment only before its closer. */
function isInsideComment(node: Node, row: LanguageRow, text: string, offset: number): boolean {
  const isBlock = row.blockComment !== undefined && text.startsWith(row.blockComment[0], node.startIndex);
  if (isBlock) return offset < node.endIndex;
  // Rust's documentation comments reach over their line break.
  const end = text.charAt(node.endIndex - 1) === '\n' ? node.endIndex - 1 : node.endIndex;
  return offset <= end;
}

function isInsideString(node: Node, offset: number): boolean {
  const isUnclosed = node.lastChild?.isMissing === true;
  return offset < node.endIndex || (isUnclosed && offset === node.endIndex);
}

/** Whether the smallest statement around the cursor is broken, the root aside. */
function isNearError(path: readonly Node[]): boolean {
  return path.length < 2
    ? (path[0]?.hasError ?? false)
    : path.slice(1).some((node) => node.isError || node.hasError);
}
