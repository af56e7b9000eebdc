import type { At } from '../request';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { isTelling, surroundingsOf } from '../syntax/surroundings';

/**
 * Does not write what already stands below the cursor: cuts at a telling line that is the next one below, and drops
 * lines at the end that are the first ones below, closers among them when they close nothing of the text's own.
 */
export function trimRepeatedBelow(text: string, at: At): string {
  const { below } = surroundingsOf(at);
  const lines = [...generatedLines(text, at)];
  const visible = lines.filter((line) => line.visible);
  const start = visible.findIndex((_, index) => repeatsBelow(visible, index, below));
  const first = visible[start];
  return first ? text.slice(0, endBefore(lines, lines.indexOf(first))) : text;
}

function repeatsBelow(visible: readonly GeneratedLine[], start: number, below: readonly string[]): boolean {
  const tail = visible.slice(start);
  const count = tail.findIndex((line, index) => line.full.trimEnd() !== below[index]);
  const repeated = count < 0 ? tail : tail.slice(0, count);
  if (repeated.length === 0) return false;
  if (repeated.some((line) => isTelling(line.full)))
    return isTelling(tail[0]?.full ?? '') || repeated.length > 1;
  const ownOpen = visible[start - 1]?.ownOpen ?? 0;
  return count < 0 && ownOpen === 0;
}
