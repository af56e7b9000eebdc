import type { ShelfData } from '../ports';
import { indentWidth } from '../text';
import { encodeInto, grownNumbers, sharedBytes, sharedNumbers } from './bytes';
import { LineStore } from './lineStore';
import { indentBits, pageIndexOf, widestIndent, type Page, type ShelfView } from './shelfView';
import { WordStarts } from './wordStarts';
import { isWorthLearning } from './worthLearning';

/** Entries of forgotten documents are tolerated up to this number, and up to as many as there are others. */
const fewEntries = 20_000;

/** A document's first lines are learned, in one go of some 20 ms at most; the rest of a very long one is data. */
const longestDocument = 10_000;

const tabSize = 4;

/** A shelf that grows. All in typed arrays: about 40 bytes for a line of code, its text included. */
export class Shelf implements ShelfView {
  readonly lines = new LineStore();
  readonly starts = new WordStarts(this.lines);
  #entries: Int32Array = new Int32Array(1024);
  #older: Int32Array = new Int32Array(1024);
  #newest: Int32Array = new Int32Array(256);
  #count = 0;
  #pages: Page[] = [];
  #byUri = new Map<string, Page>();
  #dead = 0;

  get heldBytes(): number {
    const arrays = this.#entries.byteLength + this.#older.byteLength + this.#newest.byteLength;
    return arrays + this.lines.heldBytes + this.starts.heldBytes;
  }

  get entryCount(): number {
    return this.#count;
  }

  get pageCount(): number {
    return this.#byUri.size;
  }

  uris(): Iterable<string> {
    return this.#byUri.keys();
  }

  page(uri: string): Page | undefined {
    return this.#byUri.get(uri);
  }

  pageOf(entry: number): Page | undefined {
    const page = this.#pages[pageIndexOf(this.#pages, entry)];
    return page && this.#byUri.get(page.uri) === page ? page : undefined;
  }

  line(entry: number): number {
    return (this.#entries[entry] ?? 0) >>> indentBits;
  }

  indent(entry: number): number {
    return (this.#entries[entry] ?? 0) & widestIndent;
  }

  newest(line: number): number {
    return (this.#newest[line] ?? 0) - 1;
  }

  older(entry: number): number {
    return (this.#older[entry] ?? 0) - 1;
  }

  add(document: Title, text: string): void {
    this.forget(document.uri);
    const start = this.#count;
    let begin = 0;
    for (let line = 0; line < longestDocument && begin < text.length; line += 1) {
      const lineBreak = text.indexOf('\n', begin);
      const end = lineBreak < 0 ? text.length : lineBreak;
      this.#addLine(text.slice(begin, end));
      begin = end + 1;
    }
    this.#addPage({ ...document, start, end: this.#count });
  }

  /** Copies a document's lines from another shelf. */
  copy(page: Page, from: ShelfView): void {
    const start = this.#count;
    const { bytes } = from.lines;
    for (let entry = page.start; entry < page.end; entry += 1) {
      const line = from.line(entry);
      const begin = from.lines.start(line);
      const length = from.lines.length(line);
      this.#append(this.lines.add(bytes.subarray(begin, begin + length), length), from.indent(entry));
    }
    this.#addPage({ ...page, start, end: this.#count });
  }

  /** All that it holds, in memory that threads share; the shelf is not to grow any more. */
  seal(): ShelfData {
    this.#compact();
    const { bytes, starts, table } = this.lines.sealed();
    return {
      pages: this.#pages,
      live: sharedBytes(new Uint8Array(this.#pages.length).fill(1)),
      bytes: sharedBytes(bytes),
      lineStarts: sharedNumbers(starts),
      table: sharedNumbers(table),
      entries: sharedNumbers(this.#entries.subarray(0, this.#count)),
      older: sharedNumbers(this.#older.subarray(0, this.#count)),
      newest: sharedNumbers(this.#newest.subarray(0, this.lines.count)),
      wordStarts: sharedNumbers(this.starts.sealed()),
    };
  }

  forget(uri: string): void {
    const page = this.#byUri.get(uri);
    if (!page) return;
    this.#byUri.delete(uri);
    this.#dead += page.end - page.start;
    if (this.#dead > fewEntries && this.#dead * 2 > this.#count) this.#compact();
  }

  #addPage(page: Page): void {
    this.#pages.push(page);
    this.#byUri.set(page.uri, page);
  }

  #addLine(line: string): void {
    const trimmed = line.trim();
    if (trimmed === '' || !isWorthLearning(trimmed)) return;
    if (trimmed.length * 3 > scratch.length) return;
    const number = this.lines.add(scratch, encodeInto(trimmed, 0, trimmed.length, scratch, 0));
    this.#append(number, Math.min(widestIndent, indentWidth(line, tabSize)));
  }

  #append(line: number, indent: number): void {
    const entry = this.#count;
    if (entry >= this.#entries.length) {
      this.#entries = grownNumbers(this.#entries, entry + 1);
      this.#older = grownNumbers(this.#older, entry + 1);
    }
    if (line >= this.#newest.length) this.#newest = grownNumbers(this.#newest, line + 1);
    this.#entries[entry] = (line << indentBits) | indent;
    this.#older[entry] = this.#newest[line] ?? 0;
    this.#newest[line] = entry + 1;
    this.#count += 1;
  }

  /** Closes the gaps that forgotten documents have left. */
  #compact(): void {
    const pages = this.#pages.filter((page) => this.#byUri.get(page.uri) === page);
    const entries = this.#entries;
    this.#newest = new Int32Array(this.#newest.length);
    this.#count = 0;
    this.#dead = 0;
    this.#pages = pages.map((page) => {
      const start = this.#count;
      for (let entry = page.start; entry < page.end; entry += 1) {
        const packed = entries[entry] ?? 0;
        this.#append(packed >>> indentBits, packed & widestIndent);
      }
      return { ...page, start, end: this.#count };
    });
    this.#byUri = new Map(this.#pages.map((page) => [page.uri, page]));
  }
}

const scratch = new Uint8Array(1024);

/** What a page says of its document. */
export type Title = Omit<Page, 'start' | 'end'>;
