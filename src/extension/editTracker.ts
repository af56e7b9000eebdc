import * as vscode from 'vscode';

import type { Clock } from '../completion/ports';
import { isKeystroke } from './isKeystroke';
import { documentUri } from './notebookScript';
import { isServed } from './servedDocuments';

interface LastEdit {
  readonly atMs: number;
  /** Where the edit left the caret; undefined until VS Code has said so. */
  readonly caret: vscode.Position | undefined;
}

/** What the tracker tells to the engine. */
export interface EditListener {
  /** A keystroke, not an undo, a paste or another program's edit. */
  noteEdit(atMs: number): void;
  forget(uri: string): void;
}

/**
 * One edit can move the caret in steps (an auto-closed bracket, an emulated editor); steps within this time, in
 * milliseconds, belong to the edit. A hand that leaves the last key for an arrow key takes longer.
 */
const settlingMs = 80;

/** Remembers when each document was last edited and where that left the caret. */
export class EditTracker {
  readonly #clock: Clock;
  readonly #edits = new Map<string, LastEdit>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(clock: Clock, listener: EditListener) {
    this.#clock = clock;
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0 || !isServed(event.document.uri)) return;
        const atMs = clock.now();
        this.#edits.set(event.document.uri.toString(), { atMs, caret: undefined });
        if (event.reason === undefined && isKeystroke(event.contentChanges)) listener.noteEdit(atMs);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#noteCaret(textEditor);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#edits.delete(document.uri.toString());
        if (isServed(document.uri)) listener.forget(documentUri(document));
      }),
    ];
  }

  /**
   * Milliseconds on the Clock when the user last changed the document; undefined when the caret has left the place of
   * that edit, or there was none.
   */
  editedAt(document: vscode.TextDocument, position: vscode.Position): number | undefined {
    const edit = this.#edits.get(document.uri.toString());
    if (!edit) return undefined;
    return !edit.caret || edit.caret.isEqual(position) ? edit.atMs : undefined;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #noteCaret({ document, selection }: vscode.TextEditor): void {
    const uri = document.uri.toString();
    const edit = this.#edits.get(uri);
    if (!edit) return;
    const isSettling = this.#clock.now() - edit.atMs < settlingMs;
    if (!edit.caret || isSettling) this.#edits.set(uri, { ...edit, caret: selection.active });
  }
}
