import type { At } from '../request';

import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';

/** The text ends after `at.maxLines` lines, counted from the first visible one. */
export function stopAtMaxLines(lines: readonly GeneratedLine[], at: At): number | undefined {
  const first = lines.findIndex((line) => line.visible);
  if (first < 0 || lines.length - first < at.maxLines) return undefined;
  return endBefore(lines, lines.length);
}
