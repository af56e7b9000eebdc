import type { Features } from '../../../src/completion/request';

/** A completion on the screen. */
export interface Ghost {
  readonly text: string;
  /** Code units behind the cursor that it replaces. */
  readonly replace: number;
  readonly source: string;
  /** What the acceptance model has seen in it. */
  readonly features?: Features;
}

export interface Taken {
  readonly text: string;
  readonly replace: number;
  readonly keys: number;
}

/** Accepting must save at least this many keys: nobody looks up for less. */
const leastSaved = 2;

/**
 * What a person accepts who wants `target`: all of it with one key when it agrees to its end, otherwise the words of
 * its start that agree, a key each. `pending` is what the editor has closed behind the cursor.
 */
export function agreement({ text, replace }: Ghost, target: string, pending: string): Taken | undefined {
  if (target.startsWith(text) && replace <= pending.length) {
    return text.length > leastSaved ? { text, replace, keys: 1 } : undefined;
  }
  if (replace > 0) return undefined;
  let taken = '';
  let keys = 0;
  for (const [word] of text.matchAll(/\s*(?:[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+)/gu)) {
    const next = target.slice(taken.length + word.length);
    // A word that goes on differently is another word.
    const isCutOff = /[\p{L}\p{N}_$]$/u.test(word) && /^[\p{L}\p{N}_$]/u.test(next);
    if (!target.startsWith(taken + word) || isCutOff) break;
    taken += word;
    keys += 1;
  }
  return taken.length - keys >= leastSaved ? { text: taken, replace: 0, keys } : undefined;
}
