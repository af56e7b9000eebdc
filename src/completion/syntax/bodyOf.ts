import type { Node } from 'web-tree-sitter';

import { lineEnd } from '../text';
import type { LanguageRow } from './languageRow';
import type { Range } from './outlineTypes';

const openingDelimiters = '{([';

/** The child that holds the body of a declaration or statement. */
export function bodyOf(node: Node, row: LanguageRow): Node | undefined {
  for (let child = node.lastNamedChild; child; child = child.previousNamedSibling) {
    if (row.bodies.has(child.type)) return child;
  }
  return undefined;
}

/**
 * The stretch between a body's delimiters. Where the body has none of its own (`def f():`, `def f … end`) it begins
 * behind the header, with the header's line break, and ends behind its last statement.
 */
export function insideOf(body: Node, text: string): Range {
  const { startIndex, endIndex } = body;
  if (hasDelimiters(body, text)) {
    const isClosed = body.lastChild !== null && !body.lastChild.isMissing && endIndex - startIndex > 1;
    return { start: startIndex + 1, end: isClosed ? endIndex - 1 : endIndex };
  }
  const header = body.previousSibling;
  const start = header ? Math.min(header.endIndex, lineEnd(text, header.endIndex)) : startIndex;
  return { start, end: endIndex - trailingBlanks(text, start, endIndex) };
}

/** Where the header of the body's owner ends, the opening delimiter left out. */
export function headerEnd(body: Node, text: string): number {
  return hasDelimiters(body, text) ? body.startIndex : insideOf(body, text).start;
}

function hasDelimiters(body: Node, text: string): boolean {
  return openingDelimiters.includes(text.charAt(body.startIndex));
}

function trailingBlanks(text: string, from: number, to: number): number {
  const inside = text.slice(from, to);
  return inside.length - inside.trimEnd().length;
}
