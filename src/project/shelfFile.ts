import { createHash } from 'node:crypto';

import type { ShelfData } from '../completion/ports';

/** Grows when the layout does, or what is learned of a file: an older shelf is not read, and made anew. */
const formatVersion = 1;

/** 'INKL'; read in the other byte order it is another number. */
const magic = 0x4c4b4e49;

/** SHA-256 in hexadecimal digits. */
const hashBytes = 64;
const headNumbers = 12;
const headBytes = headNumbers * 4;

const numberArrays = ['lineStarts', 'table', 'entries', 'older', 'newest', 'wordStarts'] as const;

/** A shelf as a file: a head of lengths, a checksum of the rest, the pages as JSON, the arrays. `savedAt` in any unit. */
export function encodeShelf(data: ShelfData, savedAt: number): Uint8Array {
  const pages = new TextEncoder().encode(JSON.stringify({ savedAt, pages: data.pages }));
  const numbers = numberArrays.map((name) => data[name]);
  const head = Int32Array.from({ length: headNumbers });
  head.set([magic, formatVersion, pages.length, data.bytes.length, ...numbers.map(({ length }) => length)]);
  const body = joined([pages, new Uint8Array(padding(pages.length)), ...numbers.map(asBytes), data.bytes]);
  return joined([asBytes(head), new TextEncoder().encode(hashOf(asBytes(head), body)), body]);
}

/** Undefined for a file that is no shelf, another version's, or damaged. */
export function decodeShelf(file: Uint8Array): { data: ShelfData; savedAt: number } | undefined {
  if (file.length < headBytes + hashBytes) return undefined;
  const head = new Int32Array(file.slice(0, headBytes).buffer);
  const [found, version, pagesLength = 0, bytesLength = 0, ...lengths] = head;
  if (found !== magic || version !== formatVersion) return undefined;
  const body = file.subarray(headBytes + hashBytes);
  const hash = new TextDecoder().decode(file.subarray(headBytes, headBytes + hashBytes));
  if (hash !== hashOf(file.subarray(0, headBytes), body)) return undefined;

  const written: unknown = JSON.parse(new TextDecoder().decode(body.subarray(0, pagesLength)));
  if (!isWritten(written)) return undefined;
  let at = pagesLength + padding(pagesLength);
  const take = (length: number): Uint8Array => {
    const shared = new Uint8Array(new SharedArrayBuffer(length));
    shared.set(body.subarray(at, at + length));
    at += length;
    return shared;
  };
  const numbers = numberArrays.map((_, index) => new Int32Array(take((lengths[index] ?? 0) * 4).buffer));
  const [lineStarts, table, entries, older, newest, wordStarts] = numbers;
  if (!lineStarts || !table || !entries || !older || !newest || !wordStarts) return undefined;
  const { pages, savedAt } = written;
  const bytes = take(bytesLength);
  const live = new Uint8Array(new SharedArrayBuffer(pages.length)).fill(1);
  return {
    data: { pages, live, bytes, lineStarts, table, entries, older, newest, wordStarts },
    savedAt,
  };
}

function hashOf(head: Uint8Array, body: Uint8Array): string {
  return createHash('sha256').update(head).update(body).digest('hex');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function asBytes(array: Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

interface Written {
  readonly savedAt: number;
  readonly pages: ShelfData['pages'];
}

function isWritten(value: unknown): value is Written {
  if (typeof value !== 'object' || value === null || !('savedAt' in value) || !('pages' in value))
    return false;
  return typeof value.savedAt === 'number' && Array.isArray(value.pages) && value.pages.every(isPage);
}

function isPage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string, type: string): boolean => typeof Reflect.get(value, name) === type;
  return (
    ['uri', 'path', 'family'].every((name) => has(name, 'string')) &&
    ['version', 'start', 'end'].every((name) => has(name, 'number'))
  );
}
