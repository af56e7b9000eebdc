import type { LineStore } from './lineStore';
import type { WordStarts } from './wordStarts';

/** One learned document: its lines are the entries from `start` to `end`. */
export interface Page {
  readonly uri: string;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly version: number;
  readonly family: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Learned documents as numbers of lines. An entry is one line of one document that is not blank; the entries of equal
 * lines are chained, newest first.
 */
export interface ShelfView {
  readonly lines: LineStore;
  readonly starts: WordStarts;
  /** The document that the entry belongs to; undefined when it is forgotten. */
  pageOf(entry: number): Page | undefined;
  /** The entry's line in the store. */
  line(entry: number): number;
  /** In columns. */
  indent(entry: number): number;
  /** The newest entry of a line, or -1. */
  newest(line: number): number;
  /** The next older entry of the same line, or -1. */
  older(entry: number): number;
}

/** An entry is a line's number and its indentation in columns. */
export const indentBits = 8;
export const widestIndent = (1 << indentBits) - 1;

/** The index of the page that holds the entry; pages lie one behind the other. */
export function pageIndexOf(pages: readonly Page[], entry: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pages[middle]?.start ?? 0) <= entry) low = middle;
    else high = middle - 1;
  }
  return low;
}
