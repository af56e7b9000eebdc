import { repeatedLines } from '../syntax/repetition';

import type { GeneratedLine } from '../syntax/generatedLines';

/** Small models fall into loops. The text ends behind the first round. */
export function stopAtRepetition(lines: readonly GeneratedLine[]): number | undefined {
  const visible = lines.filter((line) => line.visible);
  const kept = repeatedLines(visible.map((line) => line.full));
  return kept === undefined ? undefined : visible[kept - 1]?.end;
}
