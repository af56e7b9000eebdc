import type { CorpusFile } from '../hole';

/** What a person who types a piece of a file meets. Times in milliseconds. */
export interface TypingResult {
  readonly file: string;
  readonly characters: number;
  /** Keys pressed without completions: less than the characters, as the editor indents and closes brackets. */
  readonly keysAlone: number;
  readonly keys: number;
  /** 1 − keys ÷ keysAlone. */
  readonly savedShare: number;
  /** Ghost texts that came up, and what became of them. One that is typed through counts once. */
  readonly shown: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly acceptedCharacters: number;
  /** Tokens that the model read anew for each pressed key. */
  readonly readTokensPerKey: number;
  readonly ttftMs: Quantiles;
  /** From the key to the ghost text, over those that came before the next key; those from the cache included. */
  readonly ghostMs: Quantiles;
}

export interface Quantiles {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A piece of a file, to be typed with the rest of the file below it. */
export interface Piece {
  readonly file: CorpusFile;
  readonly start: number;
  readonly end: number;
}
