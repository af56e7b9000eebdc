import type { OverlapCheck } from './findOverlap';

const listed = 10;

/** What the check against the training corpus has found, in a sentence. */
export function describeOverlap({ checked, trainingFiles, faults }: OverlapCheck): string {
  if (!checked) {
    return 'The training corpus is not on this machine: whether the model has learned these files is unknown.';
  }
  if (faults.length === 0)
    return `None of these files is among the ${trainingFiles} that the model learned from.`;
  const some = faults.slice(0, listed).map(({ tested, training, how }) => `${tested} = ${training} (${how})`);
  const more = faults.length > listed ? `, and ${faults.length - listed} more` : '';
  return `The model has learned from tested files: ${some.join(', ')}${more}.`;
}
