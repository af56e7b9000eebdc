import type { Prefill } from '../ports';

/**
 * Who ended the text: the model itself, a stop rule, or the token limit, which may cut a line in half. `running`: nobody
 * yet, these are the complete lines so far.
 */
export type Ended = 'model' | 'rule' | 'limit' | 'running';

/** What a stream has written, seen from the request that asked for it. */
export interface Generated {
  /** Goes on exactly at the request's offset. */
  readonly text: string;
  readonly logProbabilities: readonly Token[];
  readonly prefill: Prefill | undefined;
  /** From the stream's start to its first token. */
  readonly ttftMs: number | undefined;
  /** Tokens that the stream has cost, those behind a cut included. */
  readonly tokens: number;
  readonly ended: Ended;
  /** The stop rule's name, 'limit', or 'disagreed' when the user has typed something else than the model wrote. */
  readonly cut: string | undefined;
}

export interface Token {
  /** The text's length behind the token. */
  readonly end: number;
  /** Natural logarithm of its probability. */
  readonly logProbability: number;
}

/** The same with its first `length` code units written otherwise: as sure as it was of them. */
export function startingWith(start: string, length: number, generated: Generated): Generated {
  const more = start.length - length;
  return {
    ...generated,
    text: start + generated.text.slice(length),
    logProbabilities: generated.logProbabilities.map(({ end, logProbability }) => ({
      end: end < length ? Math.min(end, start.length) : end + more,
      logProbability,
    })),
  };
}

/** The tokens that have a part between the two offsets, counted from `from`. */
export function tokensWithin(tokens: readonly Token[], from: number, to: number): readonly Token[] {
  return tokens.flatMap(({ end, logProbability }, index) => {
    const start = tokens[index - 1]?.end ?? 0;
    return end > from && start < to ? [{ end: Math.min(end, to) - from, logProbability }] : [];
  });
}
