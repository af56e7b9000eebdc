import type { CorpusFile } from '../../../src/lab/hole';

/** What a person who types a piece of a file meets. Times in milliseconds. */
export interface TypingResult {
  readonly file: string;
  readonly characters: number;
  /** Keys pressed without completions: less than the characters, as the editor indents and closes brackets. */
  readonly keysAlone: number;
  readonly keys: number;
  /** Ghost texts that came up, and what became of them. One that is typed through counts once. */
  readonly shown: number;
  readonly accepted: number;
  /** … of which only some words were right. */
  readonly partlyAccepted: number;
  readonly rejected: number;
  /** … that were looked at and typed over: what the acceptance model and the memory hear of. */
  readonly refused: number;
  /** What was typed agreed with the ghost text, and yet it vanished or became another one. */
  readonly flickered: number;
  /** Came up at once, from the cache, and were not on the screen before: what was prepared or taken back. */
  readonly prepared: number;
  readonly acceptedCharacters: number;
  /** Slips of the finger that were corrected. */
  readonly corrections: number;
  /** Tokens that the model wrote, those of cancelled requests included. */
  readonly writtenTokens: number;
  /** … whose text was not accepted; by characters, as accepted text has no tokens. */
  readonly wastedTokens: number;
  /** Tokens that the model read anew. */
  readonly readTokens: number;
  /** To the first token, a sample a request that the model answered. */
  readonly ttftMs: readonly number[];
  /** From the key to the ghost text, for those that came before the next key; those from the cache included. */
  readonly ghostMs: readonly number[];
}

/** 1 − keys ÷ keys alone: 0.25 is a quarter of the keys saved. */
export function savedShare({ keys, keysAlone }: TypingResult): number {
  return 1 - keys / keysAlone;
}

/** What of the text the person did not type. */
export function completedShare({ acceptedCharacters, characters }: TypingResult): number {
  return acceptedCharacters / characters;
}

/** All pieces as one; undefined for fewer than two. */
export function together(typing: readonly TypingResult[]): TypingResult | undefined {
  const [first, ...others] = typing;
  if (!first || others.length === 0) return undefined;
  return others.reduce(
    (sum, each) => ({
      file: 'together',
      characters: sum.characters + each.characters,
      keysAlone: sum.keysAlone + each.keysAlone,
      keys: sum.keys + each.keys,
      shown: sum.shown + each.shown,
      accepted: sum.accepted + each.accepted,
      partlyAccepted: sum.partlyAccepted + each.partlyAccepted,
      rejected: sum.rejected + each.rejected,
      refused: sum.refused + each.refused,
      flickered: sum.flickered + each.flickered,
      prepared: sum.prepared + each.prepared,
      acceptedCharacters: sum.acceptedCharacters + each.acceptedCharacters,
      corrections: sum.corrections + each.corrections,
      writtenTokens: sum.writtenTokens + each.writtenTokens,
      wastedTokens: sum.wastedTokens + each.wastedTokens,
      readTokens: sum.readTokens + each.readTokens,
      ttftMs: [...sum.ttftMs, ...each.ttftMs],
      ghostMs: [...sum.ghostMs, ...each.ghostMs],
    }),
    first,
  );
}

/** A piece of a file, to be typed with the rest of the file below it. */
export interface Piece {
  readonly file: CorpusFile;
  readonly start: number;
  readonly end: number;
}
