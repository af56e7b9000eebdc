import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';

/**
 * A model that doesn't see that its line ends with a blank begins with another: `x = █` + ` 5`. More blanks than one
 * on either side are alignment.
 */
export function trimDoubledBlank(text: string, at: At): string {
  const { linePrefix } = surroundingsOf(at);
  return /\S $/.test(linePrefix) && /^ \S/.test(text) ? text.slice(1) : text;
}
