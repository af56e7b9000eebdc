import { indentWidth } from '../text';
import { encodeInto, grownNumbers } from './bytes';
import { LineStore } from './lineStore';
import { WordStarts } from './wordStarts';
import { isWorthLearning } from './worthLearning';

/** One learned document: its lines are the entries from `start` to `end`. */
export interface Page {
  readonly uri: string;
  readonly version: number;
  readonly family: string;
  readonly start: number;
  readonly end: number;
}

/** Entries of forgotten documents are tolerated up to this number, and up to as many as there are others. */
const fewEntries = 20_000;

/** A document's first lines are learned, in one go of some 20 ms at most; the rest of a very long one is data. */
const longestDocument = 10_000;

const tabSize = 4;
const indentBits = 8;
const widestIndent = (1 << indentBits) - 1;

/**
 * Learned documents as numbers of lines. An entry is one line of one document that is not blank; the entries of equal
 * lines are chained, newest first. All in typed arrays: about 40 bytes for a line of code, its text included.
 */
export class Shelf {
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

  get isEmpty(): boolean {
    return this.#byUri.size === 0;
  }

  page(uri: string): Page | undefined {
    return this.#byUri.get(uri);
  }

  /** The document that the entry belongs to; undefined when it is forgotten. */
  pageOf(entry: number): Page | undefined {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pages[middle]?.start ?? 0) <= entry) low = middle;
      else high = middle - 1;
    }
    const page = this.#pages[low];
    return page && this.#byUri.get(page.uri) === page ? page : undefined;
  }

  line(entry: number): number {
    return (this.#entries[entry] ?? 0) >>> indentBits;
  }

  /** In columns. */
  indent(entry: number): number {
    return (this.#entries[entry] ?? 0) & widestIndent;
  }

  /** The newest entry of a line, or -1. */
  newest(line: number): number {
    return (this.#newest[line] ?? 0) - 1;
  }

  /** The next older entry of the same line, or -1. */
  older(entry: number): number {
    return (this.#older[entry] ?? 0) - 1;
  }

  add(uri: string, version: number, family: string, text: string): void {
    this.forget(uri);
    const start = this.#count;
    let begin = 0;
    for (let line = 0; line < longestDocument && begin < text.length; line += 1) {
      const lineBreak = text.indexOf('\n', begin);
      const end = lineBreak < 0 ? text.length : lineBreak;
      this.#addLine(text.slice(begin, end));
      begin = end + 1;
    }
    const page = { uri, version, family, start, end: this.#count };
    this.#pages.push(page);
    this.#byUri.set(uri, page);
  }

  forget(uri: string): void {
    const page = this.#byUri.get(uri);
    if (!page) return;
    this.#byUri.delete(uri);
    this.#dead += page.end - page.start;
    if (this.#dead > fewEntries && this.#dead * 2 > this.#count) this.#compact();
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
