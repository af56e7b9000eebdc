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
  const first = tail[0];
  if (!first || first.full.trimEnd() !== below[0]) return false;
  // What stands before the cursor is the user's; the text has to add to it.
  if (first.start === 0 && first.text.trim() === '') return false;
  // The first line of a call over several lines may be the same in the next one.
  if (isTelling(first.full) && (tail.length === 1 || !/[([{]$/.test(first.full.trimEnd()))) return true;
  const isAllRepeated = tail.every((line, index) => line.full.trimEnd() === below[index]);
  if (!isAllRepeated) return false;
  return tail.some((line) => isTelling(line.full)) || (visible[start - 1]?.ownOpen ?? 0) === 0;
}
