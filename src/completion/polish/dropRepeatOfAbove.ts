import type { At } from '../request';
import { generatedLines } from '../syntax/generatedLines';
import { isTelling, surroundingsOf } from '../syntax/surroundings';

/** A text that writes the lines directly above once more is a loop that has just begun. */
export function dropRepeatOfAbove(text: string, at: At): string {
  const { above } = surroundingsOf(at);
  const lines = [...generatedLines(text, at)]
    .filter((line) => line.visible)
    .map((line) => line.full.trimEnd());
  for (let count = 1; count <= Math.min(lines.length, above.length); count += 1) {
    const written = lines.slice(0, count);
    const same = above.slice(-count).every((line, index) => line === written[index]);
    // One line that comes twice at the start of a longer text may be meant so; a line alone or two lines are not.
    if (same && written.some(isTelling) && (count > 1 || lines.length === 1)) return '';
  }
  return text;
}
