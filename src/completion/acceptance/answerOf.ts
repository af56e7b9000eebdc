/** What the user has done with the text that was shown to them. */
export type Fate =
  /** Taken as a whole, in one stroke. */
  | 'accepted'
  /** A word or a line of it was taken, in one stroke. */
  | 'accepted-part'
  | 'typed-through'
  /** Something else was typed where it stood. */
  | 'typed-over'
  /** It is gone, and nobody can say why: deleted, moved away, changed by a program. */
  | 'ignored';

/** Who goes on typing sooner has not read what was shown. In milliseconds. */
const readMs = 750;

/** What a fate says of the user's taste, `seenMs` after the first letter came up; undefined where it says nothing. */
export function answerOf(fate: Fate, seenMs: number): 'accepted' | 'rejected' | undefined {
  if (fate === 'accepted' || fate === 'accepted-part') return 'accepted';
  return fate === 'typed-over' && seenMs >= readMs ? 'rejected' : undefined;
}
