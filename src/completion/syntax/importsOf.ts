import type { TreeCursor } from 'web-tree-sitter';

import type { LanguageRow } from './languageRow';
import type { Range } from './outlineTypes';
import type { SyntaxTree } from './syntaxTree';

/** Imports stand at the top: so many statements without one, and the rest of the file has none either. */
const maxOthers = 100;

/** No prompt has room for more. */
const maxImports = 200;

/** A longer one holds more than an import. */
const maxLength = 4_000;

/** What the import pattern of a language may look at. */
const headLength = 300;

/** The import statements near the top of the file, in order. */
export function importsOf(tree: SyntaxTree): readonly Range[] {
  const cursor = tree.root?.walk();
  if (!cursor) return [];
  try {
    const imports: Range[] = [];
    collect(cursor, tree.row, tree.text, imports);
    return imports;
  } finally {
    cursor.delete();
  }
}

function collect(cursor: TreeCursor, row: LanguageRow, text: string, imports: Range[]): void {
  if (!cursor.gotoFirstChild()) return;
  let others = 0;
  do {
    const { nodeType, startIndex, endIndex } = cursor;
    if (endIndex - startIndex <= maxLength && isImport(nodeType, row, text, startIndex, endIndex)) {
      imports.push({ start: startIndex, end: endIndex });
      others = 0;
    } else {
      others += 1;
      if (row.importContainers.has(nodeType)) collect(cursor, row, text, imports);
    }
  } while (others < maxOthers && imports.length < maxImports && cursor.gotoNextSibling());
  cursor.gotoParent();
}

function isImport(nodeType: string, row: LanguageRow, text: string, start: number, end: number): boolean {
  if (row.imports.has(nodeType)) return true;
  return row.importText?.test(text.slice(start, Math.min(end, start + headLength))) ?? false;
}
