import * as vscode from 'vscode';

import type { Snapshot } from '../completion/request';
import { documentPath } from './documentPath';
import { lfOffset, toLf } from './lineEndings';
import { cellGap, cellTexts, documentUri, scriptOf, type NotebookScript } from './notebookScript';

export interface Spot {
  readonly snapshot: Snapshot;
  readonly offset: number;
}

/** The one copy of a document's text that a request makes, and where the position lies in it. */
export function documentSnapshot(document: vscode.TextDocument, position: vscode.Position): Spot {
  const offset = spotOffset(document, position);
  const script = scriptOf(document);
  if (script) return scriptSnapshot(script, script.cells.indexOf(document), offset);
  const { uri, languageId, version } = document;
  const text = toLf(document.getText());
  return {
    snapshot: { uri: documentUri(document), path: documentPath(uri), languageId, version, text },
    offset,
  };
}

/** The position as an offset into the document's text with LF line ends. */
export function spotOffset(document: vscode.TextDocument, position: vscode.Position): number {
  const offset = document.offsetAt(position);
  return document.eol === vscode.EndOfLine.CRLF ? lfOffset(offset, position.line) : offset;
}

/** A cell's code continues the cells above it: the snapshot is the whole script. */
function scriptSnapshot(script: NotebookScript, cell: number, offsetInCell: number): Spot {
  const { uri, path, languageId, version } = script;
  const texts = cellTexts(script);
  const above = texts.slice(0, cell).map((text) => text + cellGap);
  return {
    snapshot: { uri, path, languageId, version, text: texts.join(cellGap) },
    offset: above.join('').length + offsetInCell,
  };
}
