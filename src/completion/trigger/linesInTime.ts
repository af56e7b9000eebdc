import type { ModelSpeed } from '../ports';
import type { CompletionRequest, CompletionSettings } from '../request';
import { lineMs } from './lineMs';

/** How long a person who types waits for lines behind the first, in milliseconds; measured (docs/lab/ahead.md). */
const patienceMs = 500;

/**
 * How many lines a completion may have: those that the model writes while somebody waits for them, at least one. A text is
 * shown when it is complete, and with a slow model the next key would come before a long one is. Who asks by hand waits.
 */
export function linesInTime(
  { trigger }: Pick<CompletionRequest, 'trigger'>,
  { maxLines }: Pick<CompletionSettings, 'maxLines'>,
  speed: ModelSpeed | undefined,
): number {
  if (trigger === 'manual' || !speed) return maxLines;
  return Math.min(maxLines, Math.max(1, Math.round(patienceMs / lineMs(speed))));
}
