import type { At } from '../request';

import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { languageRow } from '../syntax/languages';
import { belongsToNext } from './stopAtDeclaration';

/**
 * The text ends after `at.maxLines` lines, counted from the first visible one. A header whose body there is no room for
 * goes as well, with the comments and attributes above it.
 */
export function stopAtMaxLines(lines: readonly GeneratedLine[], at: At): number | undefined {
  const first = lines.findIndex((line) => line.visible);
  if (first < 0 || lines.length - first < at.maxLines) return undefined;
  const { lineComment, opensBlock } = languageRow(at.languageId);
  let end = lines.length;
  if (opensBlock.test(lines.at(-1)?.full.trimEnd() ?? '')) end -= 1;
  if (end === lines.length) return endBefore(lines, end);
  while (end > first && belongsToNext(lines[end - 1]?.full ?? '', lineComment)) end -= 1;
  return endBefore(lines, end > first ? end : lines.length);
}
