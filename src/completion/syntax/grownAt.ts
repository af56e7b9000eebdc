import type { At } from '../request';
import { isBlank, lineEnd } from '../text';

import { languageRow } from './languages';
import { lineOpensBlock } from './lineOpensBlock';
import { surroundingsOf } from './surroundings';

/**
 * The place as the text at it makes it: a line whose first visible line opens a block has become a block. The same for
 * every longer text, once that line is complete.
 */
export function grownAt(at: At, text: string): At {
  if (!at.asBlock) return at;
  const { linePrefix } = surroundingsOf(at);
  for (
    let start = 0, end = lineEnd(text, 0);
    end < text.length;
    start = end + 1, end = lineEnd(text, start)
  ) {
    const line = (start === 0 ? linePrefix : '') + text.slice(start, end);
    if (!isBlank(line)) return lineOpensBlock(languageRow(at.languageId), line) ? at.asBlock : at;
  }
  return at;
}
