import type { Node } from 'web-tree-sitter';

import { lineEnd } from '../text';
import { bodyOf, headerEnd } from './bodyOf';
import type { LanguageRow } from './languageRow';
import { withWrapper } from './scopesAt';
import type { SyntaxTree } from './syntaxTree';

/** A longer header is cut: it tells little more. In code units. */
const maxHeader = 200;

/** How deep declarations are looked for inside statements that are none, such as namespaces and `#ifdef`. */
const maxDepth = 6;

/**
 * The headers of a file's declarations, one to a line, members indented under their class, bodies and imports left out.
 * No longer than `limit` code units; whole lines only.
 */
export function signatures(tree: SyntaxTree, limit: number): string {
  const lines: string[] = [];
  let room = limit;
  const { root, row, text } = tree;
  if (!root) return '';
  for (const line of headers(root, row, text, '', 0)) {
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function* headers(
  parent: Node,
  row: LanguageRow,
  text: string,
  indent: string,
  depth: number,
): Generator<string> {
  for (const node of parent.namedChildren) {
    if (row.functions.has(node.type)) {
      if (isNamed(node)) yield indent + headerOf(node, parent, row, text);
    } else if (row.classes.has(node.type)) {
      yield indent + headerOf(node, parent, row, text);
      const body = bodyOf(node, row);
      if (body) yield* headers(body, row, text, `${indent}  `, 0);
    } else if (row.wrappers.has(node.type) && declares(node, row)) {
      yield* headers(node, row, text, indent, depth + 1);
    } else if (row.members.has(node.type)) {
      yield indent + memberLine(node, text);
    } else if (depth < maxDepth && canHoldDeclarations(node, row)) {
      yield* headers(node, row, text, indent, depth + 1);
    }
  }
}

/** Functions without a name are values inside an expression. */
function isNamed(node: Node): boolean {
  return (node.childForFieldName('name') ?? node.childForFieldName('declarator')) !== null;
}

/** Whether there is a declaration with a header of its own inside, and not only a name. */
function declares(node: Node, row: LanguageRow): boolean {
  return node.namedChildren.some(
    ({ type, namedChildren }) =>
      row.functions.has(type) ||
      row.classes.has(type) ||
      row.members.has(type) ||
      (row.wrappers.has(type) && namedChildren.some((child) => row.classes.has(child.type))),
  );
}

function canHoldDeclarations(node: Node, row: LanguageRow): boolean {
  const { type } = node;
  if (row.imports.has(type) || row.comments.has(type) || row.strings.has(type)) return false;
  return (
    row.bodies.has(type) ||
    row.importContainers.has(type) ||
    /statement|definition|item|module|linkage|declaration$/.test(type)
  );
}

function headerOf(node: Node, parent: Node, row: LanguageRow, text: string): string {
  const { startIndex } = withWrapper(node, parent, row);
  const body = bodyOf(node, row);
  return oneLine(text.slice(startIndex, body ? headerEnd(body, text) : node.endIndex));
}

function memberLine(node: Node, text: string): string {
  const end = Math.min(node.endIndex, lineEnd(text, node.startIndex), node.startIndex + 2 * maxHeader);
  return oneLine(text.slice(node.startIndex, end).replace(/\s*(?:=>?\s*)?[{([]+$/, ''));
}

function oneLine(header: string): string {
  const line = header.replace(/\s+/g, ' ').trim();
  return line.length > maxHeader ? `${line.slice(0, maxHeader)}…` : line;
}
