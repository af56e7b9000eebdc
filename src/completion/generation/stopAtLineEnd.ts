import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';

import type { GeneratedLine } from '../syntax/generatedLines';

/** Blank lines that a model may leave on a fresh line before it writes something. */
const leadingBlankLines = 2;

/**
 * In line shape the text ends at the first line break behind something visible.
 *
 * A line break at once, with code before the cursor, says that the line is finished: there is nothing to add to it,
 * and the next line is not what was asked for. On a fresh line it only says where the model likes to leave a blank.
 */
export function stopAtLineEnd(lines: readonly GeneratedLine[], at: At): number | undefined {
  const last = lines.at(-1);
  if (at.shape !== 'line' || !last) return undefined;
  if (last.text.trim() !== '') return last.end;
  if (!surroundingsOf(at).fresh) return 0;
  return lines.length > leadingBlankLines ? 0 : undefined;
}
