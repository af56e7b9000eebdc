import * as vscode from 'vscode';

import type { Clock, Logger } from '../completion/ports';
import type { Engine } from '../completion/engine';
import type { Completion, CompletionRequest } from '../completion/request';
import { ModelError } from '../model/errors';
import { documentLength, longestServed } from './documentLength';
import { documentSnapshot, spotOffset, type Spot } from './documentSnapshot';
import type { EditTracker } from './editTracker';
import type { GhostText } from './ghostText';
import { indentUnit } from './indentUnit';
import { toLf } from './lineEndings';
import type { LiveSettings } from './liveSettings';
import { withSelectedItem } from './selectedItem';
import { isServed } from './servedDocuments';
import { splitsCharacter } from './splitsCharacter';

export interface ProviderParts {
  readonly engine: Pick<Engine, 'complete' | 'alternatives'>;
  readonly settings: Pick<LiveSettings, 'completion'>;
  readonly edits: Pick<EditTracker, 'editedAt' | 'lastEdit'>;
  readonly ghost: Pick<GhostText, 'show'>;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Who wants to know that a request is under way. */
export interface Activity {
  begin(): { dispose(): void };
}

/** Where a completion goes: the item's text is `before` + completion, its range reaches right of `range` by `replace`. */
interface Target extends Spot {
  readonly before: string;
  readonly range: vscode.Range;
}

/** VS Code's question into the engine's, and the answer into ghost text. Everything that goes wrong ends here. */
export class InlineCompletionProvider implements vscode.InlineCompletionItemProvider {
  readonly #parts: ProviderParts;
  readonly #told = new Set<string>();
  #lastId = 0;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    if (token.isCancellationRequested || !isServed(document.uri)) return undefined;
    if (documentLength(document) > longestServed) return undefined;
    const abort = new AbortController();
    const cancellation = token.onCancellationRequested(() => {
      abort.abort(new vscode.CancellationError());
    });
    const work = this.#parts.activity.begin();
    try {
      const target = targetOf(document, position, context.selectedCompletionInfo);
      if (!target) return undefined;
      const request = this.#request(target, document, position, context);
      const completion = await this.#parts.engine.complete(
        request,
        this.#parts.settings.completion,
        abort.signal,
      );
      if (!completion) return undefined;
      const others =
        request.trigger === 'manual' ? await this.#others(request, completion, abort.signal) : [];
      if (abort.signal.aborted) return undefined;
      const { before, range } = target;
      const texts = [before + completion.text, ...others.map(({ text }) => before + text)] as const;
      this.#parts.ghost.show(document, range.start, texts, this.#parts.clock.now(), completion.features);
      return [completion, ...others].map((each) => ghostText(each, target));
    } catch (error) {
      if (!abort.signal.aborted && !isSuperseded(error)) this.#tell(error);
      return undefined;
    } finally {
      work.dispose();
      cancellation.dispose();
    }
  }

  /** A model that breaks over alternatives must not take away what it has written before. */
  async #others(
    request: CompletionRequest,
    first: Completion,
    signal: AbortSignal,
  ): Promise<readonly Completion[]> {
    try {
      return await this.#parts.engine.alternatives(request, this.#parts.settings.completion, first, signal);
    } catch (error) {
      if (!signal.aborted && !isSuperseded(error)) this.#tell(error);
      return [];
    }
  }

  #request(
    { snapshot, offset }: Target,
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
  ): CompletionRequest {
    const editor = editorOf(document);
    this.#lastId += 1;
    return {
      id: this.#lastId,
      snapshot,
      offset,
      trigger: context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke ? 'manual' : 'automatic',
      indentUnit: indentUnit(editor?.options),
      editedAt: this.#parts.edits.editedAt(document, position),
      lastEdit: this.#parts.edits.lastEdit(document),
      hasSelection: editor !== undefined && !editor.selection.isEmpty,
      cursorCount: editor?.selections.length ?? 1,
    };
  }

  /** The status bar shows a broken model by its state; the log gets each error once, however often the user types. */
  #tell(error: unknown): void {
    const kind = error instanceof ModelError ? `${error.message} ${error.remedy}` : String(error);
    if (this.#told.has(kind)) return;
    this.#told.add(kind);
    const trace = error instanceof Error && !(error instanceof ModelError) ? error.stack : undefined;
    this.#parts.logger.warn(trace ?? kind);
  }
}

/** A newer request took this one's stream: nothing has gone wrong. */
function isSuperseded(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function targetOf(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): Target | undefined {
  const spot = documentSnapshot(document, position);
  if (splitsCharacter(spot.snapshot.text, spot.offset)) return undefined;
  if (!selected) return { ...spot, before: '', range: new vscode.Range(position, position) };

  const { range, text } = selected;
  if (!range.isSingleLine) return undefined;
  // Offsets in the snapshot; a notebook's snapshot has other cells in front.
  const shift = spot.offset - spotOffset(document, position);
  const before = toLf(text);
  const item = {
    start: shift + spotOffset(document, range.start),
    end: shift + spotOffset(document, range.end),
    text: before,
  };
  const virtual = withSelectedItem(spot, item);
  return virtual && { ...virtual, before, range };
}

function ghostText({ text, replace }: Completion, { before, range }: Target): vscode.InlineCompletionItem {
  const whole = new vscode.Range(range.start, range.end.translate(0, replace));
  return new vscode.InlineCompletionItem(before + text, whole);
}

/** The active editor shows the document almost always; two editors side by side may show it with different carets. */
function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active?.document === document) return active;
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}
