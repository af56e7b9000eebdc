import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const blockBytes = 1 << 20;

/**
 * SHA-256 of a file in lower-case hexadecimal.
 * @throws Node's error when it can't be read; `signal.reason`.
 */
export async function hashFile(
  file: string,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file, 'r');
  try {
    const block = new Uint8Array(blockBytes);
    for (let done = 0; ;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(block, 0, blockBytes, done);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(block.subarray(0, bytesRead));
      done += bytesRead;
      onBytes(done);
    }
  } finally {
    await handle.close();
  }
}
