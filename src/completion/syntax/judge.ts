import type { Clock } from '../ports';
import type { At } from '../request';

import { plausibleEnds } from './plausibleEnds';
import { syntaxFaults } from './syntaxFaults';
import type { SyntaxTree } from './syntaxTree';

/** Whether a text at the cursor leaves the document without a fault that it did not have. */
export type Verdict =
  /** The document, with some end of the line, has no fault at all. */
  | 'clean'
  /** It has faults, but no more than without the text. */
  | 'sound'
  | 'broken'
  /** There was no time to find out, or the tree is gone. */
  | 'unknown';

export type Judge = (text: string, replace: number) => Verdict;

/** All that one completion may spend on being judged and repaired, in milliseconds. */
const patienceMs = 10;

/**
 * Judges texts at the cursor of `tree`'s document, of which `at` are the surroundings. Code may be half written before
 * and behind: of all ends that the line could plausibly get, the best one counts, with the text and without it.
 */
export function judgeAt(tree: SyntaxTree, at: At, clock: Clock): Judge {
  const until = clock.now() + patienceMs;
  let allowed: number | undefined;

  return (text, replace) => {
    const after = fewestFaults(text, replace);
    if (after === undefined) return 'unknown';
    if (after === 0) return 'clean';
    allowed ??= fewestFaults('', 0);
    if (allowed === undefined) return 'unknown';
    return after <= allowed ? 'sound' : 'broken';
  };

  function fewestFaults(text: string, replace: number): number | undefined {
    let fewest = Infinity;
    for (const end of plausibleEnds(text, replace, at)) {
      const whole = at.prefix + text + end + at.suffix.slice(replace);
      const count = clock.now() > until ? undefined : tree.tryOut(whole, until, syntaxFaults)?.length;
      if (count === undefined) return undefined;
      fewest = Math.min(fewest, count);
      if (fewest === 0) break;
    }
    return fewest;
  }
}
