import type { Chunk, Clock, CodeModel, ModelSource, Prefill } from '../../../src/completion/ports';
import { eachModel } from '../eachModel';

/** What the model did for one request of the engine. */
export interface Reading extends Prefill {
  /** From the engine's question to the first token. */
  readonly ttftMs: number;
  /** What it wrote until it ended or was cancelled. */
  readonly tokens: number;
  readonly characters: number;
}

/** The same models; what each answer took is written down, those of cancelled requests included. */
export function countingModels(
  models: ModelSource,
  clock: Clock,
  onReading: (reading: Reading) => void,
): ModelSource {
  return eachModel(models, (model) => countingModel(model, clock, onReading));
}

function countingModel(model: CodeModel, clock: Clock, onReading: (reading: Reading) => void): CodeModel {
  return {
    get fim() {
      return model.fim;
    },
    get contextTokens() {
      return model.contextTokens;
    },
    get speed() {
      return model.speed;
    },
    estimateTokens: (text) => model.estimateTokens(text),
    generate: (prompt, limits, signal) => counted(model.generate(prompt, limits, signal), clock, onReading),
  };
}

async function* counted(
  chunks: AsyncIterable<Chunk>,
  clock: Clock,
  onReading: (reading: Reading) => void,
): AsyncIterable<Chunk> {
  const startedAt = clock.now();
  let prefill: Prefill | undefined;
  let ttftMs = NaN;
  let [tokens, characters] = [0, 0];
  try {
    for await (const chunk of chunks) {
      prefill ??= chunk.prefill;
      if (tokens === 0 && chunk.tokens > 0) ttftMs = clock.now() - startedAt;
      tokens += chunk.tokens;
      characters += chunk.text.length;
      yield chunk;
    }
  } finally {
    if (prefill) onReading({ ...prefill, ttftMs, tokens, characters });
  }
}
