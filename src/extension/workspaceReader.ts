import * as vscode from 'vscode';

import type { OpenDocument, ProjectIndex, RecentEdit, Workspace } from '../completion/ports';
import { documentLength } from './documentLength';
import { documentPath } from './documentPath';
import { toLf } from './lineEndings';
import { cellGap, cellTexts, documentUri, isCell, openScripts, type NotebookScript } from './notebookScript';
import { Recency } from './recency';
import { RecentEdits } from './recentEdits';
import { isServed } from './servedDocuments';

/** Larger files are data or somebody's build output more often than code that the user learns from; in code units. */
const maximumLength = 400_000;

/** The Workspace port: what the user has open in a tab or has used in this window, and the index of the other files. */
export class WorkspaceReader implements Workspace {
  readonly project: ProjectIndex;
  readonly #recency = new Recency();
  readonly #edits = new RecentEdits();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(project: ProjectIndex) {
    this.project = project;
    this.#note(vscode.window.activeTextEditor?.document);
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#note(editor?.document);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length > 0) this.#note(event.document);
        this.#edits.note(event);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#recency.forget(documentUri(document));
      }),
    ];
  }

  openDocuments(): readonly OpenDocument[] {
    const inTabs = urisInTabs();
    const used = vscode.workspace.textDocuments.filter((document) => {
      if (isCell(document) || !isServed(document.uri) || !isReadable(document)) return false;
      const uri = document.uri.toString();
      return this.#recency.has(uri) || inTabs.has(uri);
    });
    const scripts = openScripts().filter(({ cells }) => cells.every(isReadable));
    return this.#recency.sort([...used.map(openDocument), ...scripts.map(openScript)], ({ uri }) => uri);
  }

  recentEdits(): readonly RecentEdit[] {
    return this.#edits.list();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #note(document: vscode.TextDocument | undefined): void {
    if (document && isServed(document.uri)) this.#recency.note(documentUri(document));
  }
}

function openDocument(document: vscode.TextDocument): OpenDocument {
  return {
    uri: document.uri.toString(),
    path: documentPath(document.uri),
    languageId: document.languageId,
    version: document.version,
    read: () => toLf(document.getText()),
  };
}

function openScript(script: NotebookScript): OpenDocument {
  const { uri, path, languageId, version } = script;
  return { uri, path, languageId, version, read: () => cellTexts(script).join(cellGap) };
}

/** Extensions load documents in the background too; what the user opened has a tab. */
function urisInTabs(): ReadonlySet<string> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const uris = tabs.flatMap(({ input }) => {
    if (input instanceof vscode.TabInputText) return [input.uri];
    if (input instanceof vscode.TabInputTextDiff) return [input.modified];
    return [];
  });
  return new Set(uris.map(String));
}

function isReadable(document: vscode.TextDocument): boolean {
  if (document.isClosed) return false;
  return documentLength(document) <= maximumLength && !document.lineAt(0).text.includes('\0');
}
