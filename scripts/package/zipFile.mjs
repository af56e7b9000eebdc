import { createReadStream, mkdirSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/*
 * Reads zip files, which is what a VSIX is. Enough of PKWARE's APPNOTE for the archives made here: no encryption, no
 * Zip64 (nothing reaches 4 GB), methods 0 (stored) and 8 (deflate).
 */
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endSize = 22;
const longestComment = 0xffff;
const localHeaderSize = 30;

/** The files in an archive, { path, bytes, packedBytes, method, headerAt }, in its own order. Throws when it is no zip file. */
export async function zipEntries(file) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = await readAt(
      handle,
      Math.max(0, size - endSize - longestComment),
      Math.min(size, endSize + longestComment),
    );
    const end = lastIndexOf(tail, endSignature);
    if (end < 0) throw new Error(`${file} is not a zip file.`);
    const directory = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    return directoryEntries(directory, tail.readUInt16LE(end + 10)).filter(
      (entry) => !entry.path.endsWith('/'),
    );
  } finally {
    await handle.close();
  }
}

/** The content of one entry, as a stream of bytes. */
export async function zipContent(file, entry) {
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error(`${entry.path} is packed with method ${entry.method}.`);
  const handle = await open(file);
  const header = await readAt(handle, entry.headerAt, localHeaderSize);
  await handle.close();
  const start = entry.headerAt + localHeaderSize + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packedBytes === 0) return Readable.from([]);
  const packed = createReadStream(file, { start, end: start + entry.packedBytes - 1 });
  // The reader of the stream gets the error; a callback is what keeps it from being thrown a second time.
  return entry.method === 0 ? packed : pipeline(packed, createInflateRaw(), () => undefined);
}

/** Unpacks the whole archive below `folder`. Throws when an entry would land elsewhere. */
export async function unzip(file, folder) {
  for (const entry of await zipEntries(file)) {
    const place = path.join(folder, entry.path);
    if (path.relative(folder, place).startsWith('..')) throw new Error(`${file} contains ${entry.path}.`);
    mkdirSync(path.dirname(place), { recursive: true });
    await writeFile(place, await zipContent(file, entry));
  }
}

function directoryEntries(directory, count) {
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== entrySignature)
      throw new Error('The zip file has a damaged directory.');
    const nameLength = directory.readUInt16LE(at + 28);
    const nameAt = at + 46;
    entries.push({
      path: directory.toString('utf8', nameAt, nameAt + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at = nameAt + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function lastIndexOf(buffer, signature) {
  for (let at = buffer.length - endSize; at >= 0; at -= 1)
    if (buffer.readUInt32LE(at) === signature) return at;
  return -1;
}
