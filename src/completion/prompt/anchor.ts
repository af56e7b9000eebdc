import type { FimFormat } from '../ports';
import type { Snapshot, Snippet } from '../request';

/**
 * What stays byte-identical while the user types in one place, so that the model's KV cache keeps it: the window's
 * start with its elided head, the suffix, the snippets and, where the prefix stands before the suffix, the prefix up
 * to `split`.
 */
export interface Anchor {
  readonly uri: string;
  readonly layout: FimFormat['layout'];
  /** The document before `split`, as it was. */
  readonly before: string;
  /** What stands for the document before `start`: imports, headers of enclosing scopes, folded siblings. */
  readonly head: string;
  /** From here to the cursor the document is in the prompt verbatim. */
  readonly start: number;
  /** Typed text begins here for the prompt; a cursor left of it needs a new anchor. */
  readonly split: number;
  /** Undefined for a layout without a suffix. */
  readonly suffix: Suffix | undefined;
  /** The snippets as they were offered, and those of them that fitted. */
  readonly offered: readonly Snippet[];
  readonly snippets: readonly Snippet[];
  /** What suffix and snippets cost, in tokens. */
  readonly fixedTokens: number;
  /** The whole budget when the anchor was taken, in tokens. */
  readonly room: number;
}

export interface Suffix {
  /** What the prompt says. */
  readonly text: string;
  /** The closers that `text` begins with, without blanks. */
  readonly closers: string;
  /** The document behind them: at least as much of it as the prompt says. */
  readonly core: string;
}

/** Whether the text before the cursor is the anchor's, going on. */
export function continuesAnchor(anchor: Anchor, { uri, text }: Snapshot, offset: number): boolean {
  return uri === anchor.uri && offset >= anchor.split && text.slice(0, anchor.split) === anchor.before;
}

export function isSameOffer(a: readonly Snippet[], b: readonly Snippet[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((snippet, index) => isSameSnippet(snippet, b[index]));
}

function isSameSnippet(a: Snippet, b: Snippet | undefined): boolean {
  return a.path === b?.path && a.languageId === b.languageId && a.text === b.text;
}
