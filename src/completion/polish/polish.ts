import type { At, RuleOf } from '../request';

import { closeBrackets } from './closeBrackets';
import { cutOutsideClosers } from './cutOutsideClosers';
import { dropOpenString } from './dropOpenString';
import { dropRepeatOfAbove } from './dropRepeatOfAbove';
import { dropUnfinishedLine } from './dropUnfinishedLine';
import { fitIndentation } from './fitIndentation';
import { keepOneLine } from './keepOneLine';
import { normaliseLineEnds } from './normaliseLineEnds';
import { replaceLength } from './pairWithRest';
import { trimBlankEnds } from './trimBlankEnds';
import { trimDoubledBlank } from './trimDoubledBlank';
import { trimHalfCharacters } from './trimHalfCharacters';
import { trimLoop } from './trimLoop';
import { trimPairedClosers } from './trimPairedClosers';
import { trimRepeatedBelow } from './trimRepeatedBelow';
import { trimRestOfLine } from './trimRestOfLine';

export interface Polished {
  /** '' when there is nothing to show. */
  readonly text: string;
  /** How many code units right of the cursor the text replaces: closers on the cursor's line, no more. */
  readonly replace: number;
  /** The names of the filters that changed something. */
  readonly cuts: readonly string[];
}

/** Pure, synchronous, idempotent; it takes text away and adds nothing but closers. '' drops the completion. */
export type Filter = (text: string, at: At) => string;

const filters: readonly (readonly [name: RuleOf<'polish'>, filter: Filter])[] = [
  ['line-ends', normaliseLineEnds],
  ['half-character', trimHalfCharacters],
  ['one-line', keepOneLine],
  ['doubled-blank', trimDoubledBlank],
  ['indentation', fitIndentation],
  ['loop', trimLoop],
  ['repeat-of-above', dropRepeatOfAbove],
  ['repeat-of-below', trimRepeatedBelow],
  ['rest-of-line', trimRestOfLine],
  ['outside-closer', cutOutsideClosers],
  ['blank-ends', trimBlankEnds],
  ['paired-closers', trimPairedClosers],
  ['open-string', dropOpenString],
  ['open-brackets', closeBrackets],
];

/** Each pass shortens the text, and brackets are closed once: more passes than these mean that filters disagree. */
const maxPasses = 12;

/**
 * Makes generated text fit to be shown at the cursor. The filters run until none has anything to change, which makes
 * polish idempotent: `polish(polish(raw, at).text, at)` gives the same text and the same `replace`.
 *
 * @param ended 'limit' when the token limit may have cut the last line in half, 'running' when more lines are to come,
 * which then close what the lines before them have opened.
 */
export function polish(
  raw: string,
  at: At,
  ended: 'model' | 'rule' | 'limit' | 'running' = 'model',
): Polished {
  const cuts = new Set<string>();
  const note = (name: string, before: string, after: string): string => {
    if (before !== after) cuts.add(name);
    return after;
  };
  let text = raw;
  if (ended === 'limit' && !at.without?.includes('polish:unfinished-line'))
    text = note('unfinished-line', text, dropUnfinishedLine(text, at));
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const before = text;
    for (const [name, filter] of filters) {
      if (text.trim() === '') return { text: '', replace: 0, cuts: [...cuts] };
      if (name === 'open-brackets' && ended === 'running' && text.includes('\n')) continue;
      if (!at.without?.includes(`polish:${name}`)) text = note(name, text, filter(text, at));
    }
    if (text === before) return { text, replace: replaceLength(text, at), cuts: [...cuts] };
  }
  return { text: '', replace: 0, cuts: [...cuts, 'unstable'] };
}
