/** Line ends separate the lines in a store of bytes; no line contains one. */
export const lineFeed = 10;

const decoder = new TextDecoder();

/** Writes the text as UTF-8 and returns where it ends. `into` must hold three bytes for each code unit. */
export function encodeInto(text: string, start: number, end: number, into: Uint8Array, at: number): number {
  let write = at;
  for (let read = start; read < end; read += 1) {
    let code = text.charCodeAt(read);
    if (code < 0x80) {
      into[write++] = code;
      continue;
    }
    if (code < 0x800) {
      into[write++] = 0xc0 | (code >> 6);
    } else {
      const next = code >= 0xd800 && code <= 0xdbff && read + 1 < end ? text.charCodeAt(read + 1) : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        read += 1;
        into[write++] = 0xf0 | (code >> 18);
        into[write++] = 0x80 | ((code >> 12) & 0x3f);
      } else {
        into[write++] = 0xe0 | (code >> 12);
      }
      into[write++] = 0x80 | ((code >> 6) & 0x3f);
    }
    into[write++] = 0x80 | (code & 0x3f);
  }
  return write;
}

export function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  return bytes.slice(0, encodeInto(text, 0, text.length, bytes, 0));
}

export function decode(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.slice(start, end)); // a copy: not every decoder reads memory that threads share
}

/** Letters, digits, '_', '$', and every byte of a character outside ASCII. */
export function isWordByte(byte: number): boolean {
  return wordBytes[byte] === 1;
}

const wordBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** A larger copy, with a quarter to spare: growing costs little and wastes little. */
export function grownBytes(array: Uint8Array, needed: number): Uint8Array {
  const grown = new Uint8Array(needed + (needed >> 2));
  grown.set(array);
  return grown;
}

export function grownNumbers(array: Int32Array, needed: number): Int32Array {
  const grown = new Int32Array(needed + (needed >> 2));
  grown.set(array);
  return grown;
}

/** A copy in memory that threads share. */
export function sharedBytes(array: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}

export function sharedNumbers(array: Int32Array): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
}
