import path from 'node:path';

import { ModelError } from './errors';
import type { ContextPlan } from './fit/contextPlan';
import { estimateMemory } from './fit/estimateMemory';
import { machineMemory } from './fit/machineMemory';
import type { ModelShape } from './fit/modelShape';

/** More of the machine's memory than this would push everything else out. */
export const largestMemoryShare = 0.8;

export interface Weighed extends ModelShape {
  readonly name: string;
  readonly file: string;
}

/**
 * What the model will take against what may be used, in bytes. The engine does not refuse a KV cache that is too large:
 * it takes all memory until the system ends it, or something else.
 * @throws ModelError too-big-for-memory.
 */
export function checkMemory(model: Weighed, plan: ContextPlan, usable: number): void {
  if (estimateMemory(model, plan).total <= usable) return;
  const { name, file } = model;
  throw new ModelError(
    'too-big-for-memory',
    `${name} (${path.basename(file)}) does not fit into memory with a context window of ${plan.contextTokens} tokens.`,
    'Close other programs, choose a smaller model, or lower the context window.',
  );
}

/** In bytes. macOS counts memory that it would give up at once as taken, so there only the whole is a measure. */
export function usableMemory({ total, free } = machineMemory()): number {
  const share = total * largestMemoryShare;
  return process.platform === 'darwin' ? share : Math.min(share, free);
}
