import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';
import { isBlank } from '../text';

/**
 * In line shape, and before code on the same line, there is room for one line only. Text that begins with a line
 * break adds nothing to the cursor's line, unless that line is still empty: then the model's first line is meant.
 */
export function keepOneLine(text: string, at: At): string {
  const { fresh, linePrefix, restIsClosers } = surroundingsOf(at);
  if (at.shape === 'block' && restIsClosers) return text;
  const lines = text.split('\n');
  const [first = ''] = lines;
  if (!fresh || !isBlank(first)) return first;
  const line = lines.find((candidate) => !isBlank(candidate)) ?? '';
  if (line === first) return first;
  return line.startsWith(linePrefix) ? line.slice(linePrefix.length) : '';
}
