import type { Node } from 'web-tree-sitter';

import { indentWidth, isBlank, lineEnd, lineStart } from '../text';
import { bodyOf, insideOf } from './bodyOf';
import type { LanguageRow } from './languageRow';
import type { Scope } from './outlineTypes';
import { pathAt } from './pathAt';
import { scopesByIndent } from './scopesByIndent';
import type { SyntaxTree } from './syntaxTree';

/** Columns of a tab where indentation decides; any value serves as long as a file does not mix them. */
const tabSize = 8;

/** The scopes around an offset, outermost first. Broken code below the last whole scope is read by its indentation. */
export function scopesAt(tree: SyntaxTree, offset: number): readonly Scope[] {
  const { row, text } = tree;
  const path = pathAt(tree, row.blockStyle === 'indent' ? lastVisible(text, offset) : offset);
  const scopes = path
    .map((node, depth) => scopeOf(node, path[depth - 1], path[depth + 1], row, text))
    .filter((scope) => scope !== undefined)
    .filter((scope) => scope.start < offset && encloses(scope, row, text, offset));
  const isBroken = path.at(-1)?.hasError === true || path.some((node) => node.isError);
  return isBroken ? [...scopes, ...scopesByIndent(row, text, offset, scopes.at(-1)?.bodyStart ?? 0)] : scopes;
}

function scopeOf(
  node: Node,
  parent: Node | undefined,
  child: Node | undefined,
  row: LanguageRow,
  text: string,
): Scope | undefined {
  const kind = row.functions.has(node.type) ? 'function' : row.classes.has(node.type) ? 'class' : 'other';
  const inBody = child?.isNamed === true && row.bodies.has(child.type) ? child : undefined;
  const body = inBody ?? (kind === 'other' ? undefined : bodyOf(node, row));
  if (!body) return undefined;
  const start = parent ? withWrapper(node, parent, row).startIndex : node.startIndex;
  return { start, end: node.endIndex, bodyStart: insideOf(body, text).start, kind };
}

/** `export`, decorators and the like belong to the header, but not the other members of a group of declarations. */
export function withWrapper(node: Node, parent: Node, row: LanguageRow): Node {
  if (!row.wrappers.has(parent.type) || node.previousNamedSibling?.type === node.type) return node;
  const grandparent = parent.parent;
  return grandparent ? withWrapper(parent, grandparent, row) : parent;
}

/** A Python block ends with its last statement; the blank lines below belong to it as far as they are indented. */
function encloses(scope: Scope, row: LanguageRow, text: string, offset: number): boolean {
  if (row.blockStyle !== 'indent') return offset < scope.end;
  const header = text.slice(lineStart(text, scope.start), scope.start + 1);
  const line = text.slice(lineStart(text, offset), lineEnd(text, offset));
  const isSameLine = lineStart(text, offset) <= scope.start;
  const isContinued = offset < scope.end && !isBlank(line);
  return isSameLine || isContinued || indentWidth(line, tabSize) > indentWidth(header, tabSize);
}

function lastVisible(text: string, offset: number): number {
  let at = offset - 1;
  while (at > 0 && ' \t\n'.includes(text.charAt(at))) at -= 1;
  return Math.max(0, at);
}
