import * as vscode from 'vscode';

import { documentPath } from './documentPath';
import { toLf } from './lineEndings';

/** A notebook's code cells of one language, in order: the model reads them as one script. */
export interface NotebookScript {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  readonly cells: readonly vscode.TextDocument[];
}

const cellScheme = 'vscode-notebook-cell';

/** Between two cells, as between two paragraphs of a script. */
export const cellGap = '\n\n';

/** A deleted cell takes its version with it; the notebook's own version, which grows then, has to outweigh it. */
const notebookWeight = 1_000;

export function isCell(document: vscode.TextDocument): boolean {
  return document.uri.scheme === cellScheme;
}

/** What a document is called in the core: all cells of a notebook that make up one script have one name. */
export function documentUri({ uri, languageId }: vscode.TextDocument): string {
  return (uri.scheme === cellScheme ? uri.with({ fragment: languageId }) : uri).toString();
}

/** The script that a code cell is part of; undefined when the document is none. */
export function scriptOf(document: vscode.TextDocument): NotebookScript | undefined {
  if (!isCell(document)) return undefined;
  return openScripts().find(({ cells }) => cells.includes(document));
}

/** The scripts of all open notebooks, one for each language. */
export function openScripts(): readonly NotebookScript[] {
  return vscode.workspace.notebookDocuments.flatMap((notebook) => {
    const codeCells = notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
    const documents = codeCells.map((cell) => cell.document);
    const firstOfEach = documents.filter((one, index) => documents.findIndex(isAlike(one)) === index);
    return firstOfEach.map((first) => script(notebook, first, documents.filter(isAlike(first))));
  });
}

/** The cells' texts with LF line ends. */
export function cellTexts({ cells }: NotebookScript): readonly string[] {
  return cells.map((cell) => toLf(cell.getText()));
}

function isAlike({ languageId }: vscode.TextDocument): (other: vscode.TextDocument) => boolean {
  return (other) => other.languageId === languageId;
}

function script(
  notebook: vscode.NotebookDocument,
  first: vscode.TextDocument,
  cells: readonly vscode.TextDocument[],
): NotebookScript {
  return {
    uri: documentUri(first),
    path: documentPath(notebook.uri),
    languageId: first.languageId,
    version: cells.reduce((sum, cell) => sum + cell.version, notebook.version * notebookWeight),
    cells,
  };
}
