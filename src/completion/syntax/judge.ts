import type { Clock } from '../ports';
import type { At } from '../request';

import { closingEnds, plausibleEnds } from './plausibleEnds';
import { Slices } from './slices';
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

/** Throws `signal.reason` when the request gives up. */
export type Judge = (text: string, replace: number) => Promise<Verdict>;

/**
 * All that one completion may spend on being judged and repaired, in milliseconds. A millisecond or two is the rule;
 * a long file with many faults on a busy machine needs more. Who has asked by hand waits for it.
 */
const patienceMs = { automatic: 300, manual: 1_000 } as const;

/**
 * Judges texts at the cursor of `tree`'s document, of which `at` are the surroundings. Code may be half written before
 * and behind: of all ends that the line could plausibly get, the best one counts, with the text and without it.
 */
export function judgeAt(
  tree: SyntaxTree,
  at: At,
  trigger: 'automatic' | 'manual',
  clock: Clock,
  signal: AbortSignal,
): Judge {
  const slices = new Slices(clock, patienceMs[trigger], signal);
  const cursor = at.prefix.length;
  let allowed: number | undefined;
  let allowedWhenClosed: number | undefined;

  return async (text, replace) => {
    const after = await fewestFaults(text, replace, plausibleEnds, allowed ?? 0);
    if (after === undefined) return 'unknown';
    if (after === 0) return 'clean';
    // The faults of the document as it stands tell nothing: what is still open here may be a fault far above.
    allowed ??= await fewestFaults('', 0, plausibleEnds, 0);
    if (allowed === undefined) return 'unknown';
    if (after <= allowed) return 'sound';
    return allowed > 0 ? await comparedWhenClosed(text, replace) : 'broken';
  };

  /**
   * In a document with faults an open bracket may hide one, which is there again when the text closes the bracket: so both
   * are compared with everything closed as well.
   */
  async function comparedWhenClosed(text: string, replace: number): Promise<Verdict> {
    allowedWhenClosed ??= await fewestFaults('', 0, closingEnds, 0);
    if (allowedWhenClosed === undefined) return 'unknown';
    if (allowedWhenClosed === Infinity) return 'broken';
    const isClosed = closingEnds(text, replace, at).length === 0;
    const ends = isClosed ? plausibleEnds : closingEnds;
    const after = await fewestFaults(text, replace, ends, allowedWhenClosed);
    if (after === undefined) return 'unknown';
    return after <= allowedWhenClosed ? 'sound' : 'broken';
  }

  /** No more than `enough`, or the fewest. */
  async function fewestFaults(
    text: string,
    replace: number,
    ends: typeof plausibleEnds,
    enough: number,
  ): Promise<number | undefined> {
    let fewest = Infinity;
    for (const end of ends(text, replace, at)) {
      const insertion = { offset: cursor, replace, text: text + end };
      const faults = await tree.tryOut(insertion, slices, syntaxFaults);
      if (!faults) return undefined;
      fewest = Math.min(fewest, faults.length);
      if (fewest <= enough) break;
    }
    return fewest;
  }
}
