import * as vscode from 'vscode';

import type { Fate } from '../completion/acceptance/answerOf';
import type { Features } from '../completion/request';
import { isKeystroke } from './isKeystroke';
import { toLf } from './lineEndings';

export interface Shown {
  /** Another for each new text, the same for what is left of one. */
  readonly id: number;
  readonly uri: string;
  /** Where it begins, in the document's own offsets. */
  readonly start: number;
  /** With LF line ends. */
  readonly text: string;
  /** What the user can leaf to instead. */
  readonly others: readonly string[];
  /** On the Clock, in milliseconds, when its first letter was shown: the rest of a text is no new one. */
  readonly atMs: number;
  /** What the acceptance model has seen in it. */
  readonly features: Features | undefined;
}

/** Hears what becomes of what was shown. */
export type FateListener = (fate: Fate, shown: Shown) => void;

/** The ghost text that was handed to the editor last, and what becomes of it. */
export class GhostText {
  readonly #listener: FateListener;
  #shown: Shown | undefined;
  #lastId = 0;

  constructor(listener: FateListener = () => undefined) {
    this.#listener = listener;
  }

  get shown(): Shown | undefined {
    return this.#shown;
  }

  show(
    document: vscode.TextDocument,
    start: vscode.Position,
    [text, ...others]: readonly [string, ...string[]],
    nowMs: number,
    features?: Features,
  ): void {
    const uri = document.uri.toString();
    const before = this.#shown;
    const next = {
      id: this.#lastId + 1,
      features,
      uri,
      start: document.offsetAt(start),
      text: toLf(text),
      others: others.map(toLf),
      atMs: nowMs,
    };
    const isRest =
      before?.uri === uri &&
      before.start <= next.start &&
      before.text === textBetween(document, before.start, next.start) + next.text;
    // Who leafs on has the same text before them: it is as old as it was.
    this.#shown = isRest ? { ...before, others: others.length === 0 ? before.others : next.others } : next;
    this.#lastId = this.#shown.id;
  }

  /** What a change of a document means for the shown text; undefined when nothing is shown there. */
  follow({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): Fate | undefined {
    const shown = this.#shown;
    if (!shown || shown.uri !== document.uri.toString()) return undefined;
    const fates = [shown.text, ...shown.others].map((text) => ({
      text,
      fate: fateOf({ ...shown, text }, document, contentChanges, reason),
    }));
    // Nobody says which of the alternatives was on the screen: it is the one that was taken.
    const { text, fate } = fates.find((each) => isTaken(each.fate)) ?? {
      text: shown.text,
      fate: fates[0]?.fate,
    };
    const goesOn = fate === 'accepted-part' || fate === 'typed-through';
    const others = fates.filter((each) => each.text !== text && isTaken(each.fate)).map((each) => each.text);
    this.#shown = goesOn ? { ...shown, text, others } : undefined;
    if (fate !== undefined) this.#listener(fate, shown);
    return fate;
  }
}

function isTaken(fate: Fate): boolean {
  return fate === 'accepted' || fate === 'accepted-part' || fate === 'typed-through';
}

function fateOf(
  shown: Shown,
  document: vscode.TextDocument,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
  reason: vscode.TextDocumentChangeReason | undefined,
): Fate {
  const [change, ...others] = changes;
  if (!change || others.length > 0 || reason !== undefined || change.text === '') return 'ignored';
  if (change.rangeOffset < shown.start) return 'ignored';
  const stands = (inserted: string): string =>
    textBetween(document, shown.start, change.rangeOffset + lengthIn(document, inserted));
  const inserted = toLf(change.text);
  const whole = stands(inserted);
  if (whole === shown.text) return isKeystroke([change]) ? 'typed-through' : 'accepted';
  if (shown.text.startsWith(whole)) return isKeystroke([change]) ? 'typed-through' : 'accepted-part';
  // The editor has closed the bracket or the quote that was typed.
  const isPair = /^(?:\(\)|\[\]|\{\}|""|''|``)$/.test(inserted);
  return isPair && shown.text.startsWith(stands(inserted.slice(0, 1))) ? 'typed-through' : 'typed-over';
}

/** With LF line ends. */
function textBetween(document: vscode.TextDocument, start: number, end: number): string {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return toLf(document.getText(range));
}

function lengthIn(document: vscode.TextDocument, text: string): number {
  const breaks = document.eol === vscode.EndOfLine.CRLF ? text.split('\n').length - 1 : 0;
  return text.length + breaks;
}
