import type { ModelShape } from './modelShape';

/** How a context of the engine is laid out in memory. */
export interface ContextPlan {
  readonly contextTokens: number;
  /** KV caches, each of the whole context window. */
  readonly sequences: number;
  /** How many tokens the engine reads at once. */
  readonly batchTokens: number;
}

/** The engine's buffer of predictions is batch × vocabulary × 4 bytes; this much of it is worth its memory. */
const predictionBufferBytes = 24 * 1024 * 1024;
const batchTokens = { least: 64, most: 128 };
/** A second KV cache keeps a second file warm; it may take this share of the memory that is free. */
const secondCacheShare = 0.15;

/** The context that a model gets on this machine, now. */
export function planContext(shape: ModelShape, wantedTokens: number, freeMemory: number): ContextPlan {
  const contextTokens = Math.min(wantedTokens, shape.trainedContextTokens);
  const second = shape.kvBytesPerToken * contextTokens < freeMemory * secondCacheShare;
  const tokens = Math.floor(predictionBufferBytes / (Math.max(1, shape.vocabularySize) * 4));
  return {
    contextTokens,
    sequences: second ? 2 : 1,
    batchTokens: Math.min(batchTokens.most, Math.max(batchTokens.least, tokens)),
  };
}
