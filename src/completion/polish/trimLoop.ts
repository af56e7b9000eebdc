import type { At } from '../request';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import { repeatedLines, repeatedPhrase } from '../syntax/repetition';

/** Small models fall into loops: keeps the first round of repeated lines, and nothing of a line that loops. */
export function trimLoop(text: string, at: At): string {
  const lines = [...generatedLines(text, at)];
  const looping = lines.findIndex((line) => repeatedPhrase(line.text) !== undefined);
  if (looping >= 0) return text.slice(0, endBefore(lines, looping));
  const visible = lines.filter((line) => line.visible);
  for (let count = 3; count <= visible.length; count += 1) {
    const kept = repeatedLines(visible.slice(0, count).map((line) => line.full));
    if (kept !== undefined) return text.slice(0, visible[kept - 1]?.end);
  }
  return text;
}
