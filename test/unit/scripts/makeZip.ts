import { deflateRawSync } from 'node:zlib';

/** A zip archive of these files, deflated or stored. Checksums are left out: nothing here reads them. */
export function makeZip(
  files: Readonly<Record<string, string>>,
  method: 'deflate' | 'store' = 'deflate',
): Uint8Array {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  const code = method === 'deflate' ? 8 : 0;
  for (const [name, text] of Object.entries(files)) {
    const headerAt = length(bodies);
    const title = new TextEncoder().encode(name);
    const content = new TextEncoder().encode(text);
    const packed = method === 'deflate' ? new Uint8Array(deflateRawSync(content)) : content;
    bodies.push(header(30, { 0: 0x04034b50 }, { 8: code, 26: title.length }), title, packed);
    const words = { 0: 0x02014b50, 20: packed.length, 24: content.length, 42: headerAt };
    directory.push(header(46, words, { 10: code, 28: title.length }), title);
  }
  const count = Object.keys(files).length;
  const words = { 0: 0x06054b50, 12: length(directory), 16: length(bodies) };
  return joined([...bodies, ...directory, header(22, words, { 8: count, 10: count })]);
}

type Fields = Readonly<Record<number, number>>;

/** `words` of four bytes and `halves` of two, little-endian, by their offsets. */
function header(size: number, words: Fields, halves: Fields): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of Object.entries(words)) view.setUint32(Number(at), value, true);
  for (const [at, value] of Object.entries(halves)) view.setUint16(Number(at), value, true);
  return bytes;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(length(pieces));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function length(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
