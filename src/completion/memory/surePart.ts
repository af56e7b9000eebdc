import type { Profile } from '../request';
import type { Candidate, Written } from './chooseCandidate';

/** The lines behind the first are left out from where they are less likely than this to be right together. */
const leastOfTail: Readonly<Record<Profile, number>> = { calm: 0.5, balanced: 0.25, eager: 0.1 };

/**
 * A candidate without its uncertain tail. The first line has been judged as a whole; behind it the probabilities of the
 * tokens are multiplied from line to line, and the first line that makes the product too small ends the text.
 */
export function surePart(candidate: Candidate, written: Written, profile: Profile): Candidate {
  const { text } = candidate;
  if (text !== written.text) return candidate;
  let end = firstLineEnd(text);
  let sum = 0;
  let begin = 0;
  for (const token of written.logProbabilities) {
    // The break that begins a token belongs to the next line.
    if (begin > end && text.charAt(begin) === '\n') end = begin;
    if (begin >= end) sum += token.logProbability;
    begin = token.end;
    if (Math.exp(sum) < leastOfTail[profile]) return { ...candidate, text: text.slice(0, end) };
    const lineBreak = text.lastIndexOf('\n', token.end - 1);
    if (lineBreak > end) end = lineBreak;
  }
  return candidate;
}

/** A body begins with a line break: the first line is the first that says something. */
function firstLineEnd(text: string): number {
  return /^\s*[^\n]*/.exec(text)?.[0].length ?? 0;
}
