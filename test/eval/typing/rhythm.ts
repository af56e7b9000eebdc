import type { Dice } from '../../fakes/dice';

/**
 * Pauses between keys, in milliseconds: chosen, not measured, for a quick typist who stops to think at the ends of
 * words and lines.
 */
const pauses = {
  word: { least: 90, spread: 110 },
  sign: { least: 140, spread: 180 },
  line: { least: 400, spread: 600 },
} as const;

/** From seeing a ghost text that is right to the key that accepts it. */
export const reactionMs = 300;

/** From opening the file, or coming to a place in it, to the first key. */
export const arrivalMs = 2_000;

/** How long the person waits before the next key. */
export function pauseAfter(written: string, dice: Dice): number {
  const char = written.trimEnd() === written ? written.at(-1) : /\n\s*$/.test(written) ? '\n' : ' ';
  const { least, spread } = char === '\n' ? pauses.line : /\w/.test(char ?? '') ? pauses.word : pauses.sign;
  return least + dice.below(spread);
}
