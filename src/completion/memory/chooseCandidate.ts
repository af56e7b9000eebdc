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
export function chooseCandidate(written: Written, proposal: Proposal | undefined): Candidate {
  const model: Candidate = { text: written.text, source: 'model', confidence: firstLineConfidence(written) };
  if (!proposal) return model;
  const memory: Candidate = { text: proposal.text, source: 'memory', confidence: proposal.confidence };
  const surer = !isSureEnough(model) || memory.confidence > model.confidence ? memory : model;
  const agree = firstLine(written.text).trimEnd() === firstLine(proposal.text).trimEnd();
  return agree ? { ...surer, text: written.text } : surer;
}

/**
 * Measured at 540 held-out holes. The memory's confidence is calibrated: from 0.1 on 43 % of what it shows is exactly
 * right, and 3 % of what it has right is lost. A small model's own is far higher than the truth (of 193 lines that it was
 * preferred for none was right), so it has to be nearly certain; a better model is so more often.
 */
const leastConfidence: Readonly<Record<Candidate['source'], number>> = { memory: 0.1, model: 0.4 };

/** Whether a candidate that nobody asked for is worth showing. Nothing at all is for polish to refuse. */
export function isSureEnough({ text, source, confidence }: Candidate): boolean {
  return text.trim() === '' || confidence >= leastConfidence[source];
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
