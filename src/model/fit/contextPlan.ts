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
/**
 * Further KV caches keep other files and another place in this one warm; together they may take this share of the memory
 * that is free. A full neighbour does not slow the others down: 1.6 ms a token with one and with four of 1 500 tokens.
 */
const furtherCachesShare = 0.15;
const mostSequences = 4;

/** The context that a model gets on this machine, now. */
export function planContext(shape: ModelShape, wantedTokens: number, freeMemory: number): ContextPlan {
  const contextTokens = Math.min(wantedTokens, shape.trainedContextTokens);
  const cacheBytes = Math.max(1, shape.kvBytesPerToken * contextTokens);
  const further = Math.floor((freeMemory * furtherCachesShare) / cacheBytes);
  const tokens = Math.floor(predictionBufferBytes / (Math.max(1, shape.vocabularySize) * 4));
  return {
    contextTokens,
    sequences: Math.min(mostSequences, 1 + further),
    batchTokens: Math.min(batchTokens.most, Math.max(batchTokens.least, tokens)),
  };
}
