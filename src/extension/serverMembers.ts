import * as vscode from 'vscode';

import type { Clock, Members } from '../completion/ports';
import type { Snapshot } from '../completion/request';
import { abortable } from './abortable';
import { toLf } from './lineEndings';
import { documentUri, isCell } from './notebookScript';

/** As long as a name is being written nothing else of the project changes; a file on the disk may, in milliseconds. */
const freshMs = 10_000;

/** A language whose server took longer than this, so often in a row, is left alone for a while; in milliseconds. */
const slowMs = 1_000;
const mostSlow = 5;
const restMs = 60_000;

type Names = ReadonlySet<string> | undefined;

/** A question that was asked, and what the document said around the name that is being written. */
interface Place {
  readonly uri: string;
  readonly before: string;
  readonly behind: string;
  readonly askedAt: number;
  readonly answer: Promise<Names>;
  /** Set when the answer is there. */
  names: Names;
}

/**
 * Asks the language server, through the editor's own list of suggestions. One question at a time; the answer serves the next
 * keystrokes too, as long as the name is being written.
 */
export class ServerMembers implements Members {
  readonly #clock: Clock;
  readonly #slow = new Map<string, { readonly count: number; readonly atMs: number }>();
  #place: Place | undefined;
  #isAsking = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async at(snapshot: Snapshot, offset: number, signal: AbortSignal): Promise<Names> {
    const place = this.#placeAt(snapshot, offset) ?? this.#ask(snapshot, offset);
    return place && untilAborted(place.answer, signal);
  }

  known(snapshot: Snapshot, offset: number): Names {
    return this.#placeAt(snapshot, offset)?.names;
  }

  #placeAt({ uri, text }: Snapshot, offset: number): Place | undefined {
    const place = this.#place;
    const isHere =
      place?.uri === uri &&
      place.before === text.slice(0, offset) &&
      place.behind === behindName(text, offset) &&
      this.#clock.now() - place.askedAt < freshMs;
    return isHere ? place : undefined;
  }

  #ask(snapshot: Snapshot, offset: number): Place | undefined {
    const { uri, text, languageId } = snapshot;
    const document = documentOf(snapshot);
    if (!document || this.#isAsking || this.#isResting(languageId)) return undefined;
    this.#isAsking = true;
    const askedAt = this.#clock.now();
    const before = text.slice(0, offset);
    const answer = namesAt(document, before).then((names) => {
      this.#isAsking = false;
      this.#noteTime(languageId, this.#clock.now() - askedAt);
      return (place.names = names);
    });
    const behind = behindName(text, offset);
    const place: Place = { uri, before, behind, askedAt, answer, names: undefined };
    return (this.#place = place);
  }

  #isResting(languageId: string): boolean {
    const slow = this.#slow.get(languageId);
    return slow !== undefined && slow.count >= mostSlow && this.#clock.now() - slow.atMs < restMs;
  }

  #noteTime(languageId: string, ms: number): void {
    const count = ms > slowMs ? (this.#slow.get(languageId)?.count ?? 0) + 1 : 0;
    this.#slow.set(languageId, { count, atMs: this.#clock.now() });
  }
}

async function untilAborted(answer: Promise<Names>, signal: AbortSignal): Promise<Names> {
  try {
    return await abortable(answer, signal);
  } catch {
    // The request has ended; the answer serves the next one.
    return undefined;
  }
}

/** What follows the name that begins at the offset. */
function behindName(text: string, offset: number): string {
  return text.slice(offset).replace(/^#?[\p{L}\p{N}_$]*/u, '');
}

/** The document, when it says what the snapshot says: not as it was, not as a selected suggestion would make it. */
function documentOf({ uri, version, text }: Snapshot): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (each) =>
      documentUri(each) === uri && !isCell(each) && each.version === version && toLf(each.getText()) === text,
  );
}

/** The list right behind `before`; undefined where it is not the whole list of what a server knows. Never rejects. */
async function namesAt(document: vscode.TextDocument, before: string): Promise<Names> {
  const lines = before.split('\n');
  const position = new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  try {
    const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
      '.',
    );
    // The question is about the document as it is when the server reads it.
    const asked = new vscode.Range(new vscode.Position(0, 0), position);
    if (!list || list.isIncomplete || toLf(document.getText(asked)) !== before) return undefined;
    return memberNames(list.items);
  } catch {
    // A server that fails knows nothing; whose it is, it tells its own user.
    return undefined;
  }
}

/**
 * Undefined for an empty list and where words of the file are in it: then nobody knows all. A server may show more than the
 * name, such as `push(…)`, so each of an item's texts counts.
 */
function memberNames(items: readonly vscode.CompletionItem[]): Names {
  const known = items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet);
  if (known.some(({ kind }) => kind === vscode.CompletionItemKind.Text)) return undefined;
  const names = new Set(known.flatMap((item) => textsOf(item).flatMap(firstName)));
  return names.size > 0 ? names : undefined;
}

function textsOf({ label, filterText, insertText }: vscode.CompletionItem): readonly string[] {
  const shown = typeof label === 'string' ? label : label.label;
  const inserted = typeof insertText === 'string' ? insertText : insertText?.value;
  return [shown, filterText ?? '', inserted ?? ''];
}

function firstName(text: string): readonly string[] {
  return /#?[\p{L}_$][\p{L}\p{N}_$]*/u.exec(text) ?? [];
}
