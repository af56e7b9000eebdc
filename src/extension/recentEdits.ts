import * as vscode from 'vscode';

import type { RecentEdit } from '../completion/ports';
import { documentPath } from './documentPath';
import { withEdit, withoutEdit, type LineChange, type LineRange } from './editedLines';
import { toLf } from './lineEndings';
import { isCell } from './notebookScript';
import { isServed } from './servedDocuments';

/** Places that are remembered, of all documents together. */
const mostPlaces = 24;

/** The first lines of a longer piece of work, and one before them to say where it is. */
const mostLines = 12;
const linesBefore = 1;

/** More at once is a formatter, another branch or somebody's generator. */
const mostChanges = 8;
const longestChange = 4_000;

interface Place extends LineRange {
  readonly document: vscode.TextDocument;
}

/** Where the user has changed something lately, in documents that VS Code still holds. */
export class RecentEdits {
  /** Newest last. */
  #places: readonly Place[] = [];

  note({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || isCell(document) || !isServed(document.uri)) return;
    const isWork =
      reason === undefined &&
      contentChanges.length <= mostChanges &&
      contentChanges.every(({ text }) => text.length <= longestChange);
    let ranges: readonly LineRange[] = this.#places.filter((place) => place.document === document);
    // VS Code gives them from the end of the document on, so that none moves the next.
    for (const change of contentChanges) {
      ranges = isWork ? withEdit(ranges, linesOf(change)) : withoutEdit(ranges, linesOf(change));
    }
    const others = this.#places.filter((place) => place.document !== document);
    this.#places = [...others, ...ranges.map((range) => ({ ...range, document }))].slice(-mostPlaces);
  }

  /** The newest first. */
  list(): readonly RecentEdit[] {
    return this.#places
      .filter(({ document }) => !document.isClosed)
      .map(({ document, start, end }) => ({
        uri: document.uri.toString(),
        path: documentPath(document.uri),
        languageId: document.languageId,
        text: linesIn(document, Math.max(0, start - linesBefore), Math.min(end, start + mostLines)),
      }))
      .toReversed();
  }
}

function linesOf({ range, text }: vscode.TextDocumentContentChangeEvent): LineChange {
  const breaks = text.split('\n').length - 1;
  return { start: range.start.line, last: range.end.line, breaks };
}

function linesIn(document: vscode.TextDocument, start: number, end: number): string {
  return toLf(document.getText(new vscode.Range(new vscode.Position(start, 0), new vscode.Position(end, 0))));
}
