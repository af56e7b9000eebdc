import type { ContextPlan } from './contextPlan';
import { isRepacked } from './modelShape';
import type { ModelShape } from './modelShape';

/** What a loaded model takes, in bytes. */
export interface MemoryEstimate {
  readonly weights: number;
  readonly kvCache: number;
  /** What the engine calculates in, and its predictions. */
  readonly buffers: number;
  /** The process itself: Node, the engine's libraries, the vocabulary as text. */
  readonly process: number;
  readonly total: number;
}

/** Node, the engine's package and its libraries, without a model. */
const emptyProcess = 88e6;
/** The vocabulary is held by the engine and by its package, as texts and in maps. */
const bytesPerWord = 900;
const float = 4;

/** Before a model is loaded. Calibrated against resident memory; The table is in docs/lab/memory.md. */
export function estimateMemory(shape: ModelShape, plan: ContextPlan): MemoryEstimate {
  const weights = shape.fileBytes + (isRepacked(shape) ? outputCopy(shape) : 0);
  const kvCache = shape.kvBytesPerToken * plan.contextTokens * plan.sequences;
  const perToken = shape.vocabularySize + 2 * shape.hidden + 6 * shape.width;
  const buffers = plan.batchTokens * perToken * float;
  const own = emptyProcess + shape.vocabularySize * bytesPerWord;
  return { weights, kvCache, buffers, process: own, total: weights + kvCache + buffers + own };
}

/** Where the output's weights are the vocabulary's too, the copy of them for calculating comes on top. */
function outputCopy({ vocabularySize, width, fileBytes, parameters }: ModelShape): number {
  return (vocabularySize * width * fileBytes) / parameters;
}
