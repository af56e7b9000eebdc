import { decode } from '../shelf/bytes';
import type { Shelf } from '../shelf/shelf';
import type { Page } from '../shelf/shelfView';
import type { LineShapes } from './lineShapes';
import type { Reader } from './placesInShelf';
import type { TokenLine } from './tokenLine';
import type { TokenLines } from './tokenLines';

/** Lines of another document, and which of them is to be compared with the cursor's. */
export interface AlikePlace {
  readonly lines: readonly TokenLine[];
  readonly index: number;
}

/** What the places are to be like. */
export interface Likeness {
  /** The cursor's line up to the cursor. */
  readonly own: TokenLine;
  /** How many of its tokens are complete. */
  readonly whole: number;
  /** The lines above it, topmost first. */
  readonly above: readonly TokenLine[];
}

/** So many lines above are compared. */
export const mostCompared = 6;

/** Entries with a line of the nearest shape that are walked past, and those of them that are looked at, on one shelf. */
const mostWalked = 10_000;
const mostUnder = 1_000;

/** Places whose line is looked at, those under the most lines that are alike first, and places that are compared. */
const mostLooked = 200;
const mostFound = 48;

/**
 * Places in other open documents under lines of the same shape as those above the cursor, whose own line begins with the
 * shape of the cursor's: under one such line where the cursor's line has begun, under two where it is blank.
 */
export function alikePlaces(
  shelves: readonly { readonly shelf: Shelf; readonly reader: Reader }[],
  shapes: LineShapes,
  tokens: TokenLines,
  { own, whole, above }: Likeness,
): readonly AlikePlace[] {
  const ours = above
    .slice(-mostCompared)
    .reverse()
    .map((line) => line.shapes.at(-1) ?? 0);
  const least = whole === 0 ? 2 : 1;
  if (ours.length < least) return [];
  const wanted = own.shapes[whole];
  const found: AlikePlace[] = [];
  let looked = 0;
  for (const places of underAlike(shelves, shapes, ours, least).slice(least).reverse()) {
    for (const { shelf, page, entry, alike } of places) {
      looked += 1;
      if (looked > mostLooked || found.length === mostFound) return found;
      const line = tokenLineAt(shelf, entry, tokens);
      if (line.shapes[whole] !== wanted) continue;
      const lines = [line];
      for (let up = 1; up <= alike; up += 1) lines.unshift(tokenLineAt(shelf, entry - up, tokens));
      if (entry + 1 < page.end) lines.push(tokenLineAt(shelf, entry + 1, tokens));
      found.push({ lines, index: alike });
    }
  }
  return found;
}

interface Under {
  readonly shelf: Shelf;
  readonly page: Page;
  readonly entry: number;
  /** How many lines above it are alike. */
  readonly alike: number;
}

/** The entries below a line of our nearest shape, newest first, by the number of lines above them that are alike. */
function underAlike(
  shelves: readonly { readonly shelf: Shelf; readonly reader: Reader }[],
  shapes: LineShapes,
  ours: readonly number[],
  least: number,
): readonly (readonly Under[])[] {
  const byAlike: Under[][] = Array.from({ length: ours.length + 1 }, () => []);
  const nearest = ours[0] ?? 0;
  for (const { shelf, reader } of shelves) {
    const known = shapes.of(shelf);
    const entries = entriesOf(
      shelf,
      known,
      nearest,
      (entry) => least < 2 || known[shelf.line(entry - 1)] === ours[1],
    );
    for (const entry of entries.sort().reverse()) {
      const page = shelf.pageOf(entry);
      if (page?.family !== reader.family || !reader.mayRead(page) || entry + 1 >= page.end) continue;
      let alike = 1;
      while (
        alike < ours.length &&
        entry - alike >= page.start &&
        known[shelf.line(entry - alike)] === ours[alike]
      ) {
        alike += 1;
      }
      byAlike[alike]?.push({ shelf, page, entry: entry + 1, alike });
    }
  }
  return byAlike;
}

/** Entries of lines of this shape, of each line the newest first. */
function entriesOf(
  shelf: Shelf,
  shapes: Int32Array,
  shape: number,
  mayBe: (entry: number) => boolean,
): Int32Array {
  const entries = new Int32Array(mostUnder);
  let count = 0;
  let walked = 0;
  for (let line = shapes.indexOf(shape); line >= 0; line = shapes.indexOf(shape, line + 1)) {
    for (let entry = shelf.newest(line); entry >= 0; entry = shelf.older(entry)) {
      if (walked === mostWalked || count === mostUnder) return entries.subarray(0, count);
      walked += 1;
      if (mayBe(entry)) entries[count++] = entry;
    }
  }
  return entries.subarray(0, count);
}

function tokenLineAt(shelf: Shelf, entry: number, tokens: TokenLines): TokenLine {
  const line = shelf.line(entry);
  const { lines } = shelf;
  const text = decode(lines.bytes, lines.start(line), lines.start(line + 1) - 1);
  return tokens.of(' '.repeat(shelf.indent(entry)) + text);
}
