import { holdsSecret } from '../redact';

/** Longer lines are data, or were not written by hand; in code units. */
const longestLine = 300;

/** Whether a line may ever be proposed: no secrets, nothing that only a machine would write. */
export function isWorthLearning(line: string): boolean {
  return line.length <= longestLine && !holdsSecret(line);
}
