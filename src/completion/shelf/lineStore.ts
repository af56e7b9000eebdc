import { grownBytes, grownNumbers, lineFeed } from './bytes';

export interface SealedLines {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly table: Int32Array;
}

/**
 * Distinct lines, each once, without their indentation. A project repeats more than half of its lines, so this is
 * where most of its text disappears. Only grows.
 */
export class LineStore {
  #bytes: Uint8Array = new Uint8Array(4096);
  #starts: Int32Array = new Int32Array(128);
  /** Open addressing: line number + 1, or 0. */
  #table: Int32Array = new Int32Array(256);
  #count = 0;

  /** Empty, or what `sealed` returned. */
  constructor(sealed?: SealedLines) {
    if (!sealed) return;
    this.#bytes = sealed.bytes;
    this.#starts = sealed.starts;
    this.#table = sealed.table;
    this.#count = sealed.starts.length - 1;
  }

  /** The lines one after another, each followed by a line feed; valid up to `end`. Replaced when the store grows. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get end(): number {
    return this.start(this.#count);
  }

  get count(): number {
    return this.#count;
  }

  get heldBytes(): number {
    return this.#bytes.byteLength + this.#starts.byteLength + this.#table.byteLength;
  }

  /** Where a line begins; the line after the last one begins at `end`. */
  start(line: number): number {
    return this.#starts[line] ?? 0;
  }

  /** In bytes. */
  length(line: number): number {
    return this.start(line + 1) - this.start(line) - 1;
  }

  /** The line that contains the position. */
  lineAt(position: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The line's number, or -1. */
  find(line: Uint8Array, length: number): number {
    return (this.#table[this.#slot(line, length)] ?? 0) - 1;
  }

  /** The line's number; a new one when the line is new. */
  add(line: Uint8Array, length: number): number {
    const slot = this.#slot(line, length);
    const known = this.#table[slot] ?? 0;
    if (known > 0) return known - 1;
    const start = this.end;
    const end = start + length + 1;
    if (end > this.#bytes.length) this.#bytes = grownBytes(this.#bytes, end);
    if (this.#count + 2 > this.#starts.length) this.#starts = grownNumbers(this.#starts, this.#count + 2);
    const bytes = this.#bytes;
    for (let index = 0; index < length; index += 1) bytes[start + index] = line[index] ?? 0;
    bytes[end - 1] = lineFeed;
    this.#table[slot] = this.#count + 1;
    this.#starts[this.#count + 1] = end;
    this.#count += 1;
    if (this.#count * 4 > this.#table.length * 3) this.#rehash();
    return this.#count - 1;
  }

  /** What it holds, without room to grow; shares memory with the store. */
  sealed(): SealedLines {
    return {
      bytes: this.#bytes.subarray(0, this.end),
      starts: this.#starts.subarray(0, this.#count + 1),
      table: this.#table,
    };
  }

  #slot(line: Uint8Array, length: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let slot = hashOf(line, 0, length) & mask;
    for (;;) {
      const known = table[slot] ?? 0;
      if (known === 0 || this.#isLine(known - 1, line, length)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isLine(known: number, line: Uint8Array, length: number): boolean {
    if (this.length(known) !== length) return false;
    const bytes = this.#bytes;
    const start = this.start(known);
    for (let index = 0; index < length; index += 1) {
      if (bytes[start + index] !== line[index]) return false;
    }
    return true;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let line = 0; line < this.#count; line += 1) {
      let slot = hashOf(this.#bytes, this.start(line), this.start(line + 1) - 1) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = line + 1;
    }
    this.#table = table;
  }
}

/** FNV-1a with a final mix: the table uses the low bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
