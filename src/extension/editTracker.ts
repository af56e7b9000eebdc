import * as vscode from 'vscode';

import { answerOf, type Fate } from '../completion/acceptance/answerOf';
import type { Clock } from '../completion/ports';
import type { LastEdit, LinePlace } from '../completion/request';
import type { GhostText, Shown } from './ghostText';
import { isKeystroke } from './isKeystroke';
import { documentUri } from './notebookScript';
import { isServed } from './servedDocuments';
import { isAtSnippetStop, isWordOrCall } from './snippetSession';

interface Edit {
  readonly atMs: number;
  readonly kind: LastEdit;
  /** A text that came at once and may be a snippet, in the document's offsets. */
  readonly inserted: { readonly from: number; readonly to: number } | undefined;
  /** Where the edit left the caret; undefined until VS Code has said so. */
  readonly caret: vscode.Position | undefined;
}

/** What the tracker tells to the engine. */
export interface EditListener {
  /** A keystroke, not an undo, a paste or another program's edit. */
  noteEdit(atMs: number): void;
  forget(uri: string): void;
  noteVerdict(verdict: 'accepted' | 'rejected', place: LinePlace): void;
}

/**
 * One edit can move the caret in steps (an auto-closed bracket, an emulated editor); steps within this time, in
 * milliseconds, belong to the edit. A hand that leaves the last key for an arrow key takes longer.
 */
const settlingMs = 80;

/** Remembers when each document was last edited and where that left the caret. */
export class EditTracker {
  readonly #clock: Clock;
  readonly #edits = new Map<string, Edit>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(clock: Clock, listener: EditListener, ghost: Pick<GhostText, 'follow' | 'shown'>) {
    this.#clock = clock;
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0 || !isServed(event.document.uri)) return;
        const atMs = clock.now();
        const uri = event.document.uri.toString();
        const { shown } = ghost;
        const fate = ghost.follow(event);
        if (shown && fate) this.#tell(shown, fate, event.document, listener);
        this.#edits.set(uri, { atMs, caret: undefined, ...this.#kindOf(event, fate, this.#edits.get(uri)) });
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

  /** What the document's last edit was. */
  lastEdit(document: vscode.TextDocument): LastEdit {
    return this.#edits.get(document.uri.toString())?.kind ?? 'typed';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #tell(shown: Shown, fate: Fate, document: vscode.TextDocument, listener: EditListener): void {
    const answer = answerOf(fate, this.#clock.now() - shown.atMs);
    // Whether the rest of a line was right, a word of it does not say.
    if (answer && fate !== 'accepted-part') listener.noteVerdict(answer, placeOf(shown, document));
  }

  #noteCaret({ document, selection }: vscode.TextEditor): void {
    const uri = document.uri.toString();
    const edit = this.#edits.get(uri);
    if (!edit) return;
    const isSettling = this.#clock.now() - edit.atMs < settlingMs;
    const caret = !edit.caret || isSettling ? selection.active : edit.caret;
    this.#edits.set(uri, { ...edit, caret, ...stopAt(edit, document, document.offsetAt(selection.active)) });
  }

  #kindOf(
    { document, contentChanges, reason }: vscode.TextDocumentChangeEvent,
    fate: Fate | undefined,
    before: Edit | undefined,
  ): Pick<Edit, 'kind' | 'inserted'> {
    const [change, ...others] = contentChanges;
    if (reason !== undefined) return { kind: 'undone', inserted: undefined };
    if (!change || others.length > 0) return { kind: 'typed', inserted: undefined };
    const { rangeOffset: from, rangeLength, text } = change;
    const to = from + text.length;
    if (fate === 'accepted') {
      const rest = document.lineAt(document.positionAt(to)).text.slice(document.positionAt(to).character);
      return { kind: closersOnly.test(rest) ? 'accepted' : 'typed', inserted: undefined };
    }
    if (fate === 'accepted-part' || isWordOrCall(text) || isKeystroke(contentChanges)) {
      const within = before?.kind === 'snippet' ? before.inserted : undefined;
      const isInside = within && from >= within.from && from <= within.to;
      if (!isInside) return { kind: 'typed', inserted: undefined };
      return { kind: 'snippet', inserted: { from: within.from, to: within.to + text.length - rangeLength } };
    }
    return { kind: 'pasted', inserted: { from, to } };
  }
}

/** Where the shown text began, in the document as it is now: what stands before it has not changed. */
function placeOf({ start, text }: Shown, document: vscode.TextDocument): LinePlace {
  const { line, character } = document.positionAt(start);
  let above = line - 1;
  while (above > 0 && document.lineAt(above).text.trim() === '') above -= 1;
  const [first = ''] = text.split('\n');
  return {
    uri: documentUri(document),
    before: above < 0 ? '' : document.lineAt(above).text,
    line: document.lineAt(line).text.slice(0, character) + first,
  };
}

const closersOnly = /^[\s)\]}>"'`;,:]*$/;

/** A text that came at once turns out to be a snippet, or no longer one, by where the caret is. */
function stopAt(edit: Edit, document: vscode.TextDocument, caret: number): Pick<Edit, 'kind' | 'inserted'> {
  const { kind, inserted } = edit;
  if (!inserted) return { kind, inserted };
  if (isAtSnippetStop(document.getText(), inserted.from, inserted.to, caret))
    return { kind: 'snippet', inserted };
  const isWithin = caret > inserted.from && caret < inserted.to;
  return { kind: isWithin || kind === 'snippet' ? 'typed' : kind, inserted: isWithin ? inserted : undefined };
}
