import { commonPrefix, lineEnd } from '../completion/text';
import { editSimilarity } from './editSimilarity';
import type { Hole } from './hole';

/** How near a completion came to what stood there. */
export interface Score {
  /** The cursor's line became what it was. */
  readonly firstLine: boolean;
  /** All of the hole became what it was. */
  readonly whole: boolean;
  /** 1 − Levenshtein distance ÷ the longer length. */
  readonly similarity: number;
  /** Code units from the completion's start that a person would keep. */
  readonly kept: number;
}

export const missed: Score = { firstLine: false, whole: false, similarity: 0, kept: 0 };

/**
 * Compares documents, not texts: `foo(├a┤)` and `foo(├a)┤` are the same line when the second replaces the bracket.
 * Blanks at the ends of lines do not count.
 */
export function score(
  { expected, suffix }: Pick<Hole, 'expected' | 'suffix'>,
  { text, replace }: { readonly text: string; readonly replace: number },
): Score {
  const wanted = expected + suffix.slice(0, replace);
  const made = text + suffix.slice(replace);
  return {
    firstLine: firstLine(made) === firstLine(expected + suffix),
    whole: text.trimEnd() === wanted.trimEnd(),
    similarity: editSimilarity(text.trimEnd(), wanted.trimEnd()),
    kept: commonPrefix(text, expected + suffix),
  };
}

function firstLine(text: string): string {
  return text.slice(0, lineEnd(text, 0)).trimEnd();
}
