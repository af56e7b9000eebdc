import type { Completion, Decision } from '../../src/completion/request';
import type { Place } from './batchRow';

/** What completing one place came to; null stands for what there is not, as JSON says it. */
export interface Outcome {
  readonly completion: string | null;
  /** Code units right of the cursor, on its line, that the completion replaces. */
  readonly replace: number;
  /** What of the given text the completion takes the place of; empty when it only inserts. */
  readonly range: { readonly start: Position; readonly end: Position } | null;
  /** The model's text before polish. */
  readonly raw: string | null;
  /** Why there is nothing to show. */
  readonly reason: string | null;
  readonly source: string | null;
  readonly shape: string | null;
  /** The estimated chance that the first line is exactly right. */
  readonly confidence: number | null;
  readonly promptTokens: number | null;
  /** Tokens that the model had to read because they were not in its memory. */
  readonly readTokens: number | null;
  readonly generatedTokens: number | null;
  /** From the request to the first token. */
  readonly ttftMs: number | null;
  readonly totalMs: number;
}

/** A place in the text as it was given. */
export interface Position {
  /** UTF-16 code units. */
  readonly offset: number;
  /** Counted from 0, as VS Code and the language server protocol do; the character in UTF-16 code units. */
  readonly line: number;
  readonly character: number;
}

/** `restore` gives the completion the line ends of its document. */
export function outcomeOf(
  completion: Completion | undefined,
  decision: Decision | undefined,
  { text, offset }: Pick<Place, 'text' | 'offset'>,
  restore: (text: string) => string,
): Outcome {
  return {
    completion: completion === undefined ? null : restore(completion.text),
    replace: completion?.replace ?? 0,
    range: completion
      ? { start: positionAt(text, offset), end: positionAt(text, offset + completion.replace) }
      : null,
    raw: decision?.raw ?? null,
    reason: decision?.reason ?? null,
    source: completion?.source ?? null,
    shape: decision?.shape ?? null,
    confidence: decision?.confidence ?? null,
    promptTokens: decision?.promptTokens ?? null,
    readTokens: decision?.readTokens ?? null,
    generatedTokens: decision?.generatedTokens ?? null,
    ttftMs: rounded(decision?.ttftMs),
    totalMs: rounded(decision?.totalMs) ?? 0,
  };
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms * 10) / 10;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { offset, line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
