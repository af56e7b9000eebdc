import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';
import { overlap } from '../text';

import { pairWithRest } from './pairWithRest';

/**
 * Leaves out closers at the text's end that already stand right of the cursor; the others are replaced.
 *
 *     foo(█)   a, b)            foo(├a, b┤)
 *     foo(█)   a, b);           foo(├a, b);┤)╣
 *     { █}     a: 1 }           { ├a: 1 }┤}╣         the blank before the closer is worth it
 */
export function trimPairedClosers(text: string, at: At): string {
  const { rest, restCloses, restIsClosers } = surroundingsOf(at);
  if (!restIsClosers) return text;
  const { replace, partners } = pairWithRest(text, at);
  let kept = text.length;
  let restEnd = replace;
  while (restEnd > 0 && kept > 0) {
    const blank = rest.charAt(restEnd - 1).trim() === '';
    if (!blank && partners.get(restEnd - 1) !== kept - 1) break;
    if (blank && rest.charAt(restEnd - 1) !== text.charAt(kept - 1)) break;
    restEnd -= 1;
    kept -= 1;
  }
  const trimmed = text.slice(0, kept);
  if (trimmed !== text && trimmed.trimEnd() === trimmed) return trimmed;
  return restCloses.length === 0 ? trimQuotes(text, rest) : text;
}

/**
 * What the scanner doesn't follow is compared by letter: a quote that it takes for no string, such as that of a
 * character literal, and the end of `#include <█>`.
 */
function trimQuotes(text: string, rest: string): string {
  const length = overlap(text, rest.trimEnd());
  const closers = rest.slice(0, length);
  const isOutside = /^["'`]+[;,:]*$/.test(closers) || (closers.startsWith('>') && closesAngle(text));
  return isOutside ? text.slice(0, -length) : text;
}

/** Whether the text closes more angle brackets than it opens, arrows left out. */
function closesAngle(text: string): boolean {
  return (text.match(/(?<![-=])>/g)?.length ?? 0) > (text.match(/</g)?.length ?? 0);
}
