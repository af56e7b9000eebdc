import type { Around } from './around';
import { decode, encode } from '../shelf/bytes';
import type { Place } from './place';
import type { Page, ShelfView } from '../shelf/shelfView';

/** Distinct lines that are looked at for one context, and documents for each of them. */
const mostLines = 32;
const mostEntries = 8;

/** How far back the chain of a common line is followed. */
const longestWalk = 48;

export interface Reader {
  readonly family: string;
  /** Whether it may learn from a document: not from its own, nor from what the editor knows better. */
  mayRead(page: Page): boolean;
}

/** One shelf and who asks it, with what is looked up once for all starts. */
export interface AskedShelf {
  readonly shelf: ShelfView;
  readonly reader: Reader;
  readonly neighbours: Neighbours;
}

/** The lines around the cursor, as this shelf knows them. */
export interface Neighbours {
  /** Line numbers, nearest first; -1 for a line that the shelf does not have. */
  readonly before: readonly number[];
  readonly after: number;
}

export function neighboursIn({ lines }: ShelfView, { before, after }: Around): Neighbours {
  const numberOf = (text: string): number => {
    const bytes = encode(text);
    return lines.find(bytes, bytes.length);
  };
  return { before: before.map(numberOf), after: after === undefined ? -1 : numberOf(after) };
}

/**
 * Places in the shelf's documents, other than the reader's, that have the cursor's line from a start on; `needle` is that
 * part of the line, and `isWholePrefix` says that it is all of it.
 */
export function placesInShelf(
  { shelf, reader, neighbours }: AskedShelf,
  needle: Uint8Array,
  { isWholePrefix }: { readonly isWholePrefix: boolean },
): readonly Place[] {
  const positions: number[] = [];
  const total = shelf.starts.find(needle, mostLines, positions);
  const share = positions.length === 0 ? 1 : total / positions.length;
  const { bytes } = shelf.lines;
  const places: Place[] = [];
  for (const position of positions) {
    const line = shelf.lines.lineAt(position);
    const isAlike = isWholePrefix && position === shelf.lines.start(line);
    let text: string | undefined;
    for (const { entry, page } of entriesOf(shelf, line, reader)) {
      text ??= decode(bytes, position + needle.length, shelf.lines.start(line + 1) - 1);
      places.push({
        text,
        length: needle.length + (isAlike ? commonLinesBefore(shelf, page, entry, neighbours.before) : 0),
        hasSameNext: hasNext(shelf, page, entry, neighbours.after),
        isHere: false,
        weight: share,
      });
    }
  }
  return places;
}

/** Places under a line like the one above the cursor's, which is blank so far. */
export function placesBelowInShelf(
  { shelf, reader, neighbours }: AskedShelf,
  { indentStep }: Around,
): readonly Place[] {
  const [above, ...further] = neighbours.before;
  if (above === undefined || above < 0) return [];
  return entriesOf(shelf, above, reader).flatMap(({ entry, page }) => {
    const next = entry + 1;
    if (next >= page.end) return [];
    if (Math.sign(shelf.indent(next) - shelf.indent(entry)) !== Math.sign(indentStep)) return [];
    const line = shelf.line(next);
    return [
      {
        text: decode(shelf.lines.bytes, shelf.lines.start(line), shelf.lines.start(line + 1) - 1),
        length: shelf.lines.length(above) + commonLinesBefore(shelf, page, entry, further),
        hasSameNext: hasNext(shelf, page, next, neighbours.after),
        isHere: false,
        weight: 1,
      },
    ];
  });
}

interface Found {
  readonly entry: number;
  readonly page: Page;
}

/** Living entries of the line, newest first, in documents that the reader may learn from. */
function entriesOf(shelf: ShelfView, line: number, reader: Reader): readonly Found[] {
  const found: Found[] = [];
  let entry = shelf.newest(line);
  for (let walked = 0; entry >= 0 && walked < longestWalk && found.length < mostEntries; walked += 1) {
    const page = shelf.pageOf(entry);
    if (page && page.family === reader.family && reader.mayRead(page)) found.push({ entry, page });
    entry = shelf.older(entry);
  }
  return found;
}

/** In bytes. */
function commonLinesBefore(shelf: ShelfView, page: Page, entry: number, before: readonly number[]): number {
  let length = 0;
  for (const [index, expected] of before.entries()) {
    const at = entry - 1 - index;
    if (expected < 0 || at < page.start || shelf.line(at) !== expected) break;
    length += shelf.lines.length(expected);
  }
  return length;
}

function hasNext(shelf: ShelfView, page: Page, entry: number, expected: number): boolean {
  return expected >= 0 && entry + 1 < page.end && shelf.line(entry + 1) === expected;
}
