import type { Chunk, CodeModel, GenerateLimits, ModelSource, Prompt } from '../../../src/completion/ports';
import { eachModel } from '../eachModel';

/** What a model has written for a question, as far as it was read. */
interface Recording {
  readonly chunks: Chunk[];
  isWhole: boolean;
}

/**
 * The answers of models by their questions, for runs that ask the same again: a rule behind the model costs no second run
 * of it. A model that is asked the same writes the same; so does this.
 */
export class Recordings {
  readonly #byQuestion = new Map<string, Recording>();

  /** The same models; what they are asked for the second time is read from the recording, with what it has cost then. */
  watching(models: ModelSource): ModelSource {
    return eachModel(models, (model) => this.#recorded(model));
  }

  #recorded(model: CodeModel): CodeModel {
    const { fim, contextTokens, speed } = model;
    return {
      fim,
      contextTokens,
      speed,
      estimateTokens: (text) => model.estimateTokens(text),
      generate: (prompt, limits, signal) => this.#answer(model, prompt, limits, signal),
    };
  }

  async *#answer(
    model: CodeModel,
    prompt: Prompt,
    limits: GenerateLimits,
    signal: AbortSignal,
  ): AsyncIterable<Chunk> {
    const question = JSON.stringify([prompt, limits]);
    const recording = this.#byQuestion.get(question) ?? { chunks: [], isWhole: false };
    this.#byQuestion.set(question, recording);
    for (const chunk of [...recording.chunks]) {
      signal.throwIfAborted();
      yield chunk;
    }
    if (recording.isWhole) return;
    let count = 0;
    const told = recording.chunks.length;
    for await (const chunk of model.generate(prompt, limits, signal)) {
      count += 1;
      if (count <= told) continue;
      recording.chunks.push(chunk);
      yield chunk;
    }
    recording.isWhole = true;
  }
}
