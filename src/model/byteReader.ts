import type { FileHandle } from 'node:fs/promises';

/** Large enough that a vocabulary of 150 000 words takes a few dozen reads. */
const chunkBytes = 256 * 1024;
const utf8 = new TextDecoder();

/** Thrown when the file ends before what it announced. */
export class EndOfFile extends Error {
  override readonly name = 'EndOfFile';
}

/**
 * Little-endian numbers and strings from a file, front to back, with one chunk of it in memory.
 * Call `ensure(n)` before taking n bytes: the takers are synchronous, so that long arrays don't await each element.
 */
export class ByteReader {
  readonly #file: FileHandle;
  readonly #fileBytes: number;
  #buffer = new Uint8Array(0);
  #view = new DataView(this.#buffer.buffer);
  #at = 0;
  /** Where in the file the buffer begins. */
  #start = 0;

  constructor(file: FileHandle, fileBytes: number) {
    this.#file = file;
    this.#fileBytes = fileBytes;
  }

  get position(): number {
    return this.#start + this.#at;
  }

  has(bytes: number): boolean {
    return this.#buffer.length - this.#at >= bytes;
  }

  /** Throws `EndOfFile` when the file has fewer bytes left. */
  async ensure(bytes: number): Promise<void> {
    if (this.has(bytes)) return;
    if (this.position + bytes > this.#fileBytes) throw new EndOfFile();
    const rest = this.#buffer.subarray(this.#at);
    const next = new Uint8Array(Math.max(bytes, chunkBytes));
    next.set(rest);
    const start = this.position;
    let filled = rest.length;
    while (filled < bytes) {
      const { bytesRead } = await this.#file.read(next, filled, next.length - filled, start + filled);
      if (bytesRead === 0) throw new EndOfFile();
      filled += bytesRead;
    }
    this.#buffer = next.subarray(0, filled);
    this.#view = new DataView(next.buffer, 0, filled);
    this.#at = 0;
    this.#start = start;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  int8(): number {
    return this.#view.getInt8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  int16(): number {
    return this.#view.getInt16(this.#advance(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** A 64-bit count. Exact below 2^53; a larger one is nonsense in a file and ends as `EndOfFile` when it is used. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  int64(): number {
    return Number(this.#view.getBigInt64(this.#advance(8), true));
  }

  float32(): number {
    return this.#view.getFloat32(this.#advance(4), true);
  }

  float64(): number {
    return this.#view.getFloat64(this.#advance(8), true);
  }

  utf8(length: number): string {
    const start = this.#advance(length);
    return utf8.decode(this.#buffer.subarray(start, start + length));
  }

  #advance(bytes: number): number {
    const start = this.#at;
    this.#at += bytes;
    return start;
  }
}
