import os from 'node:os';
import path from 'node:path';

import { ModelError } from './errors';

/** More of the machine's memory than this would push everything else out. */
export const largestMemoryShare = 0.8;

export interface Weighed {
  readonly name: string;
  readonly file: string;
  readonly fileBytes: number;
  readonly kvBytesPerToken: number;
}

/**
 * Weights and one KV cache against what may be used, in bytes. The engine does not refuse a KV cache that is too large:
 * it takes all memory until the system ends it, or something else.
 * @throws ModelError too-big-for-memory.
 */
export function checkMemory(
  { name, file, fileBytes, kvBytesPerToken }: Weighed,
  contextTokens: number,
  usable: number,
): void {
  if (fileBytes + kvBytesPerToken * contextTokens <= usable) return;
  throw new ModelError(
    'too-big-for-memory',
    `${name} (${path.basename(file)}) does not fit into memory with a context window of ${contextTokens} tokens.`,
    'Close other programs, choose a smaller model, or lower the context window.',
  );
}

/** In bytes. macOS counts memory that it would give up at once as taken, so there only the whole is a measure. */
export function usableMemory(): number {
  const share = os.totalmem() * largestMemoryShare;
  return process.platform === 'darwin' ? share : Math.min(share, os.freemem());
}
