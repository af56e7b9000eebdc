import type * as vscode from 'vscode';

/** A request copies the document; beyond this, in code units, the copy alone would make typing slower. */
export const longestServed = 4_000_000;

/** A document's length in code units, without a copy of its text. */
export function documentLength(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
