import type { ModelSpeed } from '../ports';
import type { CompletionRequest, CompletionSettings } from '../request';
import { comesLate } from './comesLate';

/**
 * Whether the first line is shown as soon as it is there, while the model writes on: where a whole block would come later
 * than the next key. Who asks by hand waits, and on battery nothing is written that nobody waits for.
 */
export function writesOn(
  { trigger }: Pick<CompletionRequest, 'trigger'>,
  { speculate, without }: Pick<CompletionSettings, 'speculate' | 'without'>,
  speed: ModelSpeed | undefined,
): boolean {
  return trigger === 'automatic' && speculate && !without?.includes('first-line') && comesLate(speed);
}
