import type { ShelfData } from '../ports';
import { LineStore } from './lineStore';
import { indentBits, pageIndexOf, widestIndent, type Page, type ShelfView } from './shelfView';
import { WordStarts } from './wordStarts';

/** A shelf that a worker has filled: read only, in memory that both share. */
export class SealedShelf implements ShelfView {
  readonly data: ShelfData;
  readonly lines: LineStore;
  readonly starts: WordStarts;

  constructor(data: ShelfData) {
    this.data = data;
    this.lines = new LineStore({ bytes: data.bytes, starts: data.lineStarts, table: data.table });
    this.starts = new WordStarts(this.lines, data.wordStarts);
  }

  pageOf(entry: number): Page | undefined {
    const index = pageIndexOf(this.data.pages, entry);
    return this.data.live[index] === 1 ? this.data.pages[index] : undefined;
  }

  line(entry: number): number {
    return (this.data.entries[entry] ?? 0) >>> indentBits;
  }

  indent(entry: number): number {
    return (this.data.entries[entry] ?? 0) & widestIndent;
  }

  newest(line: number): number {
    return (this.data.newest[line] ?? 0) - 1;
  }

  older(entry: number): number {
    return (this.data.older[entry] ?? 0) - 1;
  }
}
