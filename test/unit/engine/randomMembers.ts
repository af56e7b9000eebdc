import type { Members } from '../../../src/completion/ports';
import type { Dice } from '../../fakes/dice';

const never = new Promise<undefined>(() => undefined);

/** A language server that knows some of the words of `text`, or nothing; answers at once, a little later, or never. */
export function randomMembers(dice: Dice, text: string): Members | undefined {
  if (dice.below(3) === 0) return undefined;
  const words = text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  const known = new Set(words.filter(() => dice.below(2) === 0));
  const names = dice.below(4) === 0 ? undefined : known;
  const turns = dice.pick([0, 0, 1, 40, Infinity]);
  return {
    known: () => (dice.below(2) === 0 ? names : undefined),
    at: async () => {
      if (turns === Infinity) return never;
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      return names;
    },
  };
}
