import * as vscode from 'vscode';

import type { Engine } from '../completion/engine';
import type { Clock } from '../completion/ports';
import { documentLength, longestServed } from './documentLength';
import { documentSnapshot } from './documentSnapshot';
import { indentUnit } from './indentUnit';
import type { LiveSettings } from './liveSettings';
import { isServed } from './servedDocuments';

/** A caret that stays this long is where somebody reads, and may type; in milliseconds. */
const restMs = 400;

export interface CaretRestParts {
  readonly engine: Pick<Engine, 'warm'>;
  readonly settings: Pick<LiveSettings, 'completion'>;
  readonly clock: Clock;
}

/** Tells the engine where the caret rests, so that the model has read the place when somebody types there. */
export class CaretRest {
  readonly #parts: CaretRestParts;
  readonly #subscriptions: readonly vscode.Disposable[];
  #rest = new AbortController();

  constructor(parts: CaretRestParts) {
    this.#parts = parts;
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#wait(textEditor);
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#wait(editor);
      }),
    ];
  }

  /** The model has become ready: the place where the caret is now is as good as a new one. */
  again(): void {
    this.#wait(vscode.window.activeTextEditor);
  }

  dispose(): void {
    this.#rest.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #wait(editor: vscode.TextEditor | undefined): void {
    this.#rest.abort();
    const { signal } = (this.#rest = new AbortController());
    if (!editor || !isServed(editor.document.uri)) return;
    this.#parts.clock
      .delay(restMs, signal)
      .then(() => this.#warm(editor, signal))
      .catch(() => {
        // The caret has moved on, or the model is broken: then the next request says so.
      });
  }

  async #warm(
    { document, selection, selections, options }: vscode.TextEditor,
    signal: AbortSignal,
  ): Promise<void> {
    if (document.isClosed || documentLength(document) > longestServed) return;
    const { snapshot, offset } = documentSnapshot(document, selection.active);
    const request = {
      id: 0,
      snapshot,
      offset,
      trigger: 'automatic',
      indentUnit: indentUnit(options),
      editedAt: undefined,
      hasSelection: !selection.isEmpty,
      cursorCount: selections.length,
    } as const;
    await this.#parts.engine.warm(request, this.#parts.settings.completion, signal);
  }
}
