import type { CorpusFile } from '../../../src/lab/hole';

/** What a person who types a piece of a file meets. Times in milliseconds. */
export interface TypingResult {
  readonly file: string;
  readonly characters: number;
  /** Keys pressed without completions: less than the characters, as the editor indents and closes brackets. */
  readonly keysAlone: number;
  readonly keys: number;
  /** 1 − keys ÷ keysAlone. */
  readonly savedShare: number;
  /** Accepted characters ÷ characters. */
  readonly completedShare: number;
  /** Ghost texts that came up, and what became of them. One that is typed through counts once. */
  readonly shown: number;
  readonly accepted: number;
  /** … of which only some words were right. */
  readonly partlyAccepted: number;
  readonly rejected: number;
  /** What was typed agreed with the ghost text, and yet it vanished or became another one. */
  readonly flickered: number;
  readonly acceptedCharacters: number;
  /** Slips of the finger that were corrected. */
  readonly corrections: number;
  /** Tokens that the model wrote, those of cancelled requests included. */
  readonly writtenTokens: number;
  /** … whose text was not accepted; by characters, as accepted text has no tokens. */
  readonly wastedTokens: number;
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
