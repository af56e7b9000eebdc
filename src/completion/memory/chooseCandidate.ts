import type { Profile } from '../request';
import type { Proposal } from './proposal';

/** What the model wrote, with the natural logarithm of each token's probability. */
export interface Written {
  readonly text: string;
  readonly logProbabilities: readonly { readonly end: number; readonly logProbability: number }[];
}

export interface Candidate {
  readonly text: string;
  readonly source: 'model' | 'memory';
  /** The estimated chance that the first line is exactly right, 0 to 1. */
  readonly confidence: number;
}

/**
 * The memory proposes, the model judges: where both say the same line, the model's text stands (it may go on for more
 * lines) and the surer of the two vouches for it; where they differ, the surer one is taken, and the model only when it
 * is sure enough to be shown: it must not silence a memory that is.
 */
export function chooseCandidate(
  written: Written,
  proposal: Proposal | undefined,
  profile: Profile,
): Candidate {
  const model: Candidate = { text: written.text, source: 'model', confidence: firstLineConfidence(written) };
  if (!proposal) return model;
  const memory: Candidate = { text: proposal.text, source: 'memory', confidence: proposal.confidence };
  const surer = !isSureEnough(model, profile) || memory.confidence > model.confidence ? memory : model;
  const agree = firstLine(written.text).trimEnd() === firstLine(proposal.text).trimEnd();
  return agree ? { ...surer, text: written.text } : surer;
}

/**
 * Measured at 720 held-out holes (docs/lab/confidence.md). The memory's confidence is calibrated: the three profiles are
 * points on its curve. A small model's own is far higher than the truth, so it has to be nearly certain; a better model is
 * so more often.
 */
const leastConfidence: Readonly<Record<Profile, Readonly<Record<Candidate['source'], number>>>> = {
  calm: { memory: 0.25, model: 0.7 },
  balanced: { memory: 0.1, model: 0.4 },
  eager: { memory: 0.05, model: 0.25 },
};

/** Whether a candidate that nobody asked for is worth showing. Nothing at all is for polish to refuse. */
export function isSureEnough({ text, source, confidence }: Candidate, profile: Profile): boolean {
  return text.trim() === '' || confidence >= leastConfidence[profile][source];
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/**
 * The product of the probabilities of the tokens up to the end of the first line that says something: a body begins
 * with a line break. 0 for an empty text.
 */
function firstLineConfidence({ text, logProbabilities }: Written): number {
  if (text.trim() === '') return 0;
  const length = /^\s*[^\n]*/.exec(text)?.[0].length ?? 0;
  let sum = 0;
  let begin = 0;
  for (const { end, logProbability } of logProbabilities) {
    if (begin >= length) break;
    sum += logProbability;
    begin = end;
  }
  return Math.exp(sum);
}
