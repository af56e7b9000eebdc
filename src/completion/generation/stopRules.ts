import type { At, RuleOf } from '../request';
import { grownAt } from '../syntax/grownAt';
import { repeatedPhrase } from '../syntax/repetition';

import { stopAtBlankRun } from './stopAtBlankRun';
import { stopAtBlockEnd } from './stopAtBlockEnd';
import { stopAtDeclaration } from './stopAtDeclaration';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { stopAtLineEnd } from './stopAtLineEnd';
import { stopAtMaxLines } from './stopAtMaxLines';
import { stopAtOutsideCloser } from './stopAtOutsideCloser';
import { stopAtRepetition } from './stopAtRepetition';
import { stopAtSuffix } from './stopAtSuffix';

export interface Cut {
  /** Keep `soFar.slice(0, length)`. */
  readonly length: number;
  readonly rule: string;
}

/** Asked whenever a line is complete, with the lines up to it. The length to keep, or undefined to go on. */
export type LineRule = (lines: readonly GeneratedLine[], at: At) => number | undefined;

/** The first one to cut wins. */
const lineRules: readonly (readonly [name: RuleOf<'stop'>, rule: LineRule])[] = [
  ['line-end', stopAtLineEnd],
  ['suffix', stopAtSuffix],
  ['outside-closer', stopAtOutsideCloser],
  ['block-end', stopAtBlockEnd],
  ['declaration', stopAtDeclaration],
  ['repeated-lines', stopAtRepetition],
  ['blank-lines', stopAtBlankRun],
  ['max-lines', stopAtMaxLines],
];

/**
 * Where generated text has to end, or undefined while it may go on.
 *
 * Monotone: a rule decides on complete lines only, in their order, so that what it has decided stays the same
 * whatever follows. Therefore the chunks in which the text arrives don't matter either.
 */
export function stopAt(soFar: string, from: At): Cut | undefined {
  const at = grownAt(from, soFar);
  const lines: GeneratedLine[] = [];
  for (const line of generatedLines(soFar, at)) {
    // A loop without line breaks would never complete its line. Nothing of a looping line is worth keeping.
    if (repeatedPhrase(line.text) !== undefined && !at.without?.includes('stop:repeated-phrase')) {
      return { length: endBefore(lines, lines.length), rule: 'repeated-phrase' };
    }
    if (!line.complete) return undefined;
    lines.push(line);
    for (const [rule, lengthToKeep] of lineRules) {
      if (at.without?.includes(`stop:${rule}`)) continue;
      const length = lengthToKeep(lines, at);
      if (length !== undefined) return { length, rule };
    }
  }
  return undefined;
}
