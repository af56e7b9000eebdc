import { isWorthLearning } from '../shelf/worthLearning';
import type { Around } from './around';
import { placesSay, type Evidence } from './evidence';
import type { Proposal } from './proposal';
import { trustIn } from './trust';

/** Nobody leafs through more. */
const mostOthers = 2;

/** Texts that are weighed; those with less on their side were never right. */
const mostWeighed = 12;

/**
 * The text that is the likeliest to be what the line goes on with; undefined when it more likely ends here. `factorOf` is
 * what the chance of a text is worth here, up to 1; `text` the document's.
 */
export function decide(
  all: readonly Evidence[],
  around: Around,
  text: string,
  factorOf: (text: string) => number = () => 1,
): Proposal | undefined {
  const [best, ...others] = candidates(all, around)
    .map((evidence) => ({
      ...evidence,
      confidence: trustIn(evidence, around, text) * factorOf(evidence.text),
    }))
    .toSorted((one, other) => other.confidence - one.confidence);
  if (!best || isEnd(best)) return undefined;
  const { text: said, matchLength, places, agreement, confidence } = best;
  return {
    text: said,
    matchLength,
    places,
    agreement,
    confidence,
    others: others
      .filter((other) => !isEnd(other))
      .map((other) => other.text)
      .slice(0, mostOthers),
  };
}

/** Those with the most on their side, best first; an empty text says that the line ends here. */
export function candidates(all: readonly Evidence[], { linePrefix }: Around): readonly Evidence[] {
  const sorted = all
    .map((evidence) => ({
      evidence,
      weight: 2 * placesSay(evidence) + evidence.alikeHere.share + evidence.alikeElsewhere.share,
    }))
    .toSorted((one, other) => other.weight - one.weight);
  const weighed: Evidence[] = [];
  for (const { evidence } of sorted) {
    if (weighed.length === mostWeighed) break;
    if (isEnd(evidence) || isWorthLearning(linePrefix + evidence.text)) weighed.push(evidence);
  }
  return weighed;
}

function isEnd({ text }: Evidence): boolean {
  return text.trim() === '';
}
