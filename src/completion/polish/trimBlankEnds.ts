import type { At } from '../request';
import { generatedLines } from '../syntax/generatedLines';
import { surroundingsOf } from '../syntax/surroundings';

/** Drops blanks at the ends of lines, but not inside a string of several lines, and not before code that follows. */
export function trimBlankEnds(text: string, at: At): string {
  const { restIsClosers } = surroundingsOf(at);
  if (!restIsClosers) return text;
  const lines = [...generatedLines(text, at)];
  const trimmed = lines.map((line, index) => {
    return lines[index + 1]?.insideText === true ? line.text : line.text.trimEnd();
  });
  return trimmed.join('\n').trimEnd();
}
