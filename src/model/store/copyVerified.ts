import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { ModelError } from '../errors';
import { hashFile } from './hashFile';
import { makeFolder } from './makeFolder';
import { syncFolder } from './replaceFile';

const blockBytes = 1 << 20;

/**
 * Copies a file so that the copy under its final name is whole, or is not there; resolves to its SHA-256. What was
 * written is read again: a full or failing disk must not pass for a copy.
 * @throws ModelError wrong-hash, when the file is not what `expected` says or the copy differs; Node's errors;
 * `signal.reason`.
 */
export async function copyVerified(
  from: string,
  to: string,
  expected: string | undefined,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): Promise<string> {
  await makeFolder(path.dirname(to));
  const temporary = `${to}.copy`;
  try {
    const sha256 = await copyAndHash(from, temporary, onBytes, signal);
    const written = await hashFile(temporary, () => undefined, signal);
    if (written !== sha256 || (expected !== undefined && sha256 !== expected)) {
      throw new ModelError(
        'wrong-hash',
        `${path.basename(from)} is not what its hash says.`,
        'Get the file again from where it came from.',
      );
    }
    await rename(temporary, to);
    await syncFolder(path.dirname(to));
    return sha256;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function copyAndHash(
  from: string,
  to: string,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'w');
    try {
      const block = new Uint8Array(blockBytes);
      for (let done = 0; ;) {
        signal.throwIfAborted();
        const { bytesRead } = await source.read(block, 0, blockBytes, done);
        if (bytesRead === 0) break;
        const piece = block.subarray(0, bytesRead);
        hash.update(piece);
        await target.writeFile(piece);
        done += bytesRead;
        onBytes(done);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return hash.digest('hex');
}
