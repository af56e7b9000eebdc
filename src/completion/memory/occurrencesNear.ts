import { lineEnd, lineStart } from '../text';
import type { Place } from './place';

/** The nearest places say most: this many to either side of the cursor. */
const mostPerSide = 48;

/** How far they are looked for, in code units: a search of a whole long file would hold a keystroke. */
const reach = 200_000;

/** So many are looked at on each side; most of the hits of a short word are parts of longer ones. */
const mostVisits = 2_000;

/** Longer lines were not written by a person, in code units. */
const longestLine = 1_000;

/** In code units: short, as the nearest hits are often enough. */
const block = 4_096;

export interface Occurrence {
  readonly at: number;
  /** Its line. */
  readonly line: number;
  readonly end: number;
}

/** What the caller makes of the places where the text stands in lines other than the cursor's, nearest first. */
export function occurrencesNear(
  text: string,
  offset: number,
  needle: string,
  placeAt: (occurrence: Occurrence) => Place | undefined,
): readonly Place[] {
  if (needle === '') return [];
  return [
    ...collect(occurrencesBefore(text, lineStart(text, offset), needle), placeAt),
    ...collect(occurrencesAfter(text, lineEnd(text, offset), needle), placeAt),
  ];
}

function collect(
  occurrences: Iterable<Occurrence>,
  placeAt: (occurrence: Occurrence) => Place | undefined,
): readonly Place[] {
  const places: Place[] = [];
  let visits = 0;
  for (const occurrence of occurrences) {
    const place = placeAt(occurrence);
    if (place) places.push(place);
    visits += 1;
    if (places.length === mostPerSide || visits === mostVisits) break;
  }
  return places;
}

/** In the lines that end before `own`, a line's start; upwards. */
function* occurrencesBefore(text: string, own: number, needle: string): Generator<Occurrence> {
  const from = own <= reach ? 0 : text.indexOf('\n', own - reach) + 1;
  const near = text.slice(from, own);
  let below = near.length;
  for (const at of upwards(near, needle)) {
    if (at >= below) continue;
    const line = lineStart(near, at);
    const end = lineEnd(near, at);
    if (end - line > longestLine) below = line;
    else yield { at: from + at, line: from + line, end: from + end };
  }
}

/** Where the needle stands, the last one first, block by block: forwards the engine searches several times faster. */
function* upwards(text: string, needle: string): Generator<number> {
  for (let end = text.length; end > 0; end -= block) {
    const start = Math.max(0, end - block);
    const piece = text.slice(start, end + needle.length - 1);
    const found: number[] = [];
    for (let at = piece.indexOf(needle); at >= 0; at = piece.indexOf(needle, at + 1)) found.push(start + at);
    yield* found.reverse();
  }
}

/** In the lines that begin behind `own`, a line's end; downwards. */
function* occurrencesAfter(text: string, own: number, needle: string): Generator<Occurrence> {
  const near = text.slice(own, own + reach);
  const limit = own + reach < text.length ? near.lastIndexOf('\n') : near.length;
  for (let at = near.indexOf(needle); at >= 0 && at < limit; at = near.indexOf(needle, at + 1)) {
    const line = lineStart(near, at);
    const end = lineEnd(near, at);
    if (end - line > longestLine) at = end;
    else yield { at: own + at, line: own + line, end: own + end };
  }
}
