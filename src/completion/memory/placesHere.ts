import type { Snapshot } from '../request';
import { indentWidth, lineEnd, lineStart } from '../text';
import { lineBefore, type Around } from './around';
import type { Place } from './place';

/** The nearest places say most: this many to either side of the cursor. */
const mostPerSide = 48;

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
  const places: Place[] = [];
  const note = (at: number): void => {
    if (!isStart(text, at)) return;
    const line = lineStart(text, at);
    const isWholePrefix = start === 0 && text.slice(line, at).trim() === '';
    const end = lineEnd(text, at);
    places.push({
      text: text.slice(at + needle.length, end).trimEnd(),
      length: needle.length + (isWholePrefix ? commonLinesBefore(text, line, around.before) : 0),
      hasSameNext: around.after !== undefined && nextIs(text, end, around.after),
      isHere: true,
      weight: 1,
    });
  };
  const own = lineStart(text, offset);
  let at = text.lastIndexOf(needle, own - 1);
  for (
    ;
    at >= 0 && at < own && places.length < mostPerSide;
    at = at === 0 ? -1 : text.lastIndexOf(needle, at - 1)
  ) {
    note(at);
  }
  const before = places.length;
  at = text.indexOf(needle, lineEnd(text, offset));
  for (; at >= 0 && places.length < before + mostPerSide; at = text.indexOf(needle, at + 1)) note(at);
  return places;
}

/** Places in the current file under a line like the one above the cursor's, which is blank so far. */
export function placesBelowHere({ text }: Snapshot, offset: number, around: Around): readonly Place[] {
  const [above, ...further] = around.before;
  if (above === undefined) return [];
  const own = lineStart(text, offset);
  const places: Place[] = [];
  const note = (at: number): void => {
    const line = lineStart(text, at);
    const end = lineEnd(text, at);
    if (text.slice(line, end).trim() !== above) return;
    const next = nextLineStart(text, end);
    if (next === undefined || (line < own && next >= own)) return;
    const nextEnd = lineEnd(text, next);
    const step =
      indentWidth(text.slice(next, nextEnd), tabSize) - indentWidth(text.slice(line, end), tabSize);
    if (Math.sign(step) !== Math.sign(around.indentStep)) return;
    places.push({
      text: text.slice(next, nextEnd).trim(),
      length: above.length + commonLinesBefore(text, line, further),
      hasSameNext: around.after !== undefined && nextIs(text, nextEnd, around.after),
      isHere: true,
      weight: 1,
    });
  };
  let at = text.lastIndexOf(above, own - 1);
  for (
    ;
    at >= 0 && at < own && places.length < mostPerSide;
    at = at === 0 ? -1 : text.lastIndexOf(above, at - 1)
  ) {
    note(at);
  }
  const before = places.length;
  at = text.indexOf(above, lineEnd(text, offset));
  for (; at >= 0 && places.length < before + mostPerSide; at = text.indexOf(above, at + 1)) note(at);
  return places;
}

const tabSize = 4;

/** How much of `before` the lines above have, in code units. */
function commonLinesBefore(text: string, line: number, before: readonly string[]): number {
  let length = 0;
  let at = line;
  for (const expected of before) {
    let content = '';
    while (at > 0 && content === '') {
      const previous = lineBefore(text, at);
      content = text.slice(previous, at - 1).trim();
      at = previous;
    }
    if (content !== expected) break;
    length += content.length;
  }
  return length;
}

function nextIs(text: string, end: number, expected: string): boolean {
  const next = nextLineStart(text, end);
  return next !== undefined && text.slice(next, lineEnd(text, next)).trim() === expected;
}

/** Where the next line begins that is not blank. */
function nextLineStart(text: string, end: number): number | undefined {
  for (let at = end + 1; at < text.length; at = lineEnd(text, at) + 1) {
    if (text.slice(at, lineEnd(text, at)).trim() !== '') return at;
  }
  return undefined;
}

function isStart(text: string, at: number): boolean {
  return !/^[\w$\u0080-\uffff]{2}$/.test(text.slice(at === 0 ? 0 : at - 1, at + 1)) || at === 0;
}
