import type { Snapshot } from '../request';
import { indentWidth, lineEnd, lineStart } from '../text';
import { nextLineStart, visibleLinesBefore, type Around } from './around';
import { occurrencesNear } from './occurrencesNear';
import type { Place } from './place';

/**
 * Places in the current file that have the cursor's line from `start` on. Searched in the text itself, which is always
 * as fresh as the last keystroke.
 */
export function placesHere(
  { text }: Snapshot,
  offset: number,
  around: Around,
  start: number,
): readonly Place[] {
  const needle = around.linePrefix.slice(start);
  return occurrencesNear(text, offset, needle, ({ at, line, end }) => {
    if (!isStart(text, at)) return undefined;
    const isWholePrefix = start === 0 && text.slice(line, at).trim() === '';
    return {
      text: text.slice(at + needle.length, end).trimEnd(),
      length: needle.length + (isWholePrefix ? commonLinesBefore(text, line, around.before) : 0),
      hasSameNext: around.after !== undefined && nextIs(text, end, around.after),
      isHere: true,
      weight: 1,
    };
  });
}

/** Places in the current file under a line like the one above the cursor's, which is blank so far. */
export function placesBelowHere({ text }: Snapshot, offset: number, around: Around): readonly Place[] {
  const [above, ...further] = around.before;
  if (above === undefined) return [];
  const own = lineStart(text, offset);
  return occurrencesNear(text, offset, above, ({ line, end }) => {
    if (text.slice(line, end).trim() !== above) return undefined;
    const next = nextLineStart(text, end);
    if (next === undefined || (line < own && next >= own)) return undefined;
    const nextEnd = lineEnd(text, next);
    const step =
      indentWidth(text.slice(next, nextEnd), tabSize) - indentWidth(text.slice(line, end), tabSize);
    if (Math.sign(step) !== Math.sign(around.indentStep)) return undefined;
    return {
      text: text.slice(next, nextEnd).trim(),
      length: above.length + commonLinesBefore(text, line, further),
      hasSameNext: around.after !== undefined && nextIs(text, nextEnd, around.after),
      isHere: true,
      weight: 1,
    };
  });
}

const tabSize = 4;

/** How much of `before` the lines above have, in code units. */
function commonLinesBefore(text: string, line: number, before: readonly string[]): number {
  let length = 0;
  let index = 0;
  for (const content of visibleLinesBefore(text, line)) {
    if (content.trim() !== before[index]) break;
    length += content.trim().length;
    index += 1;
  }
  return length;
}

function nextIs(text: string, end: number, expected: string): boolean {
  const next = nextLineStart(text, end);
  return next !== undefined && text.slice(next, lineEnd(text, next)).trim() === expected;
}

function isStart(text: string, at: number): boolean {
  return !/^[\w$\u0080-\uffff]{2}$/.test(text.slice(at === 0 ? 0 : at - 1, at + 1)) || at === 0;
}
