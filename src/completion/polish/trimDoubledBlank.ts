import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';

/** A model that doesn't see that its line ends with a blank begins with another: `x = █` + ` 5`. */
export function trimDoubledBlank(text: string, at: At): string {
  const { fresh, linePrefix } = surroundingsOf(at);
  if (fresh || !/[ \t]$/.test(linePrefix)) return text;
  return text.replace(/^[ \t]+/, '');
}
