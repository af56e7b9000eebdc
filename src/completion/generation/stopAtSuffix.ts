import type { At } from '../request';
import { isTelling, surroundingsOf } from '../syntax/surroundings';

import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';

/**
 * The model has come to what already stands below the cursor. One line proves it when it says something of its own;
 * `}`, `break;`, an attribute or the first line of a call over several lines prove nothing until the line behind them agrees too.
 */
export function stopAtSuffix(lines: readonly GeneratedLine[], at: At): number | undefined {
  const { below, fresh } = surroundingsOf(at);
  const [next, afterNext] = below;
  const index = lines.length - 1;
  if (next === undefined || (index === 0 && !fresh)) return undefined;
  if (
    isTelling(next) &&
    !/[([{]$|^\s*(?:@[\w.]+(?:\(.*\))?|#?\[.*\])$/.test(next) &&
    lines[index]?.full.trimEnd() === next
  )
    return endBefore(lines, index);
  if (afterNext === undefined || lines[index]?.full.trimEnd() !== afterNext) return undefined;
  const before = lines.findLastIndex((line, place) => place < index && line.visible);
  if (before < 0 || (before === 0 && !fresh) || lines[before]?.full.trimEnd() !== next) return undefined;
  return endBefore(lines, before);
}
