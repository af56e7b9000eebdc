import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';

import { ModelError } from '../errors';

const block = 512;
const utf8 = new TextDecoder();
/** A path in a long-name record, or a record of its own about the next file, is never longer. */
const mostRecordBytes = 64 * 1024;

interface Entry {
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
}

/**
 * Unpacks an archive as npm makes them: a gzipped tar with one folder, whose content goes into `folder`. Only files are
 * made, and only inside it. Throws ModelError wrong-size when it is none; Node's error; `signal.reason`.
 */
export async function unpackArchive(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  const input = createReadStream(archive, { signal }).on('error', (error) => unzipped.destroy(error));
  const unzipped = createGunzip();
  input.pipe(unzipped);
  const reader = new BlockReader(unzipped);
  try {
    let longName: string | undefined;
    for (;;) {
      const header = await reader.take(block);
      if (!header || header.every((byte) => byte === 0)) return;
      const entry = parseHeader(header);
      const isRecord = /^[xgLK]$/.test(entry.type);
      if (isRecord) longName = nameIn(entry, await reader.record(entry.bytes)) ?? longName;
      else {
        await unpackEntry({ ...entry, name: longName ?? entry.name }, reader, folder);
        longName = undefined;
      }
      await reader.skip((block - (entry.bytes % block)) % block);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    input.destroy();
    unzipped.destroy();
  }
}

async function unpackEntry({ name, bytes, type }: Entry, reader: BlockReader, folder: string): Promise<void> {
  const [, ...names] = name.split('/');
  // Folders come with their files; links have no place in such a package.
  if (!/^[0\0]$/.test(type)) {
    await reader.skip(bytes);
    return;
  }
  const isInside =
    names.length > 0 &&
    names.every((one) => one !== '' && one !== '.' && one !== '..' && !/[\\:\0]/.test(one));
  if (!isInside) throw notAnArchive(`a file named ${JSON.stringify(name)}`);
  const file = path.join(folder, ...names);
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'w');
  try {
    await reader.copy(bytes, handle);
  } finally {
    await handle.close();
  }
}

function parseHeader(header: Uint8Array): Entry {
  const text = (from: number, length: number): string =>
    utf8.decode(header.subarray(from, from + length)).replace(/\0.*$/s, '');
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (parseInt(text(148, 8).trim(), 8) !== sum) throw notAnArchive('a damaged entry');
  const bytes = parseInt(text(124, 12).trim(), 8);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw notAnArchive('an entry without a size');
  const [prefix, name] = [text(345, 155), text(0, 100)];
  return { name: prefix === '' ? name : `${prefix}/${name}`, bytes, type: text(156, 1) || '0' };
}

/** The path of the next file, from a record in GNU's or POSIX's way. */
function nameIn({ type }: Entry, record: Uint8Array): string | undefined {
  const text = utf8.decode(record);
  if (type === 'L') return text.replace(/\0.*$/s, '');
  return type === 'x' ? /(?:^|\n)\d+ path=([^\n]+)\n/.exec(text)?.[1] : undefined;
}

/** Hands out a stream's bytes in the sizes that are asked for. */
class BlockReader {
  readonly #chunks: AsyncIterator<unknown>;
  #rest: Uint8Array = new Uint8Array();

  constructor(stream: AsyncIterable<unknown>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Undefined at the end of the stream. */
  async take(bytes: number): Promise<Uint8Array | undefined> {
    while (this.#rest.length < bytes) {
      const more = await this.#more();
      if (!more) return undefined;
      const joined = new Uint8Array(this.#rest.length + more.length);
      joined.set(this.#rest);
      joined.set(more, this.#rest.length);
      this.#rest = joined;
    }
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    return taken;
  }

  async record(bytes: number): Promise<Uint8Array> {
    if (bytes > mostRecordBytes) throw notAnArchive('a record that is too long');
    return (await this.take(bytes)) ?? Promise.reject(cutShort());
  }

  async copy(bytes: number, handle: FileHandle): Promise<void> {
    await this.#pass(bytes, async (piece) => {
      await handle.appendFile(piece);
    });
  }

  async skip(bytes: number): Promise<void> {
    await this.#pass(bytes, () => Promise.resolve());
  }

  async #pass(bytes: number, use: (piece: Uint8Array) => Promise<void>): Promise<void> {
    for (let left = bytes; left > 0;) {
      if (this.#rest.length === 0) this.#rest = (await this.#more()) ?? (await Promise.reject(cutShort()));
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      await use(piece);
    }
  }

  async #more(): Promise<Uint8Array | undefined> {
    const next = await this.#chunks.next();
    return next.value instanceof Uint8Array ? next.value : undefined;
  }
}

function cutShort(): ModelError {
  return notAnArchive('an end in the middle of a file');
}

function notAnArchive(what: string): ModelError {
  return new ModelError('wrong-size', `The archive has ${what}.`, 'Nothing was installed.');
}
