import type { Chunk, CodeModel, GenerateLimits, ModelSource, Prompt } from '../../../src/completion/ports';
import { eachModel } from '../eachModel';

/** What the engine has asked a model with a proposal of the memory at hand. */
export interface Question {
  readonly prompt: Prompt;
  readonly limits: GenerateLimits;
  /** How much of the answer it has read, in code units. */
  characters: number;
}

/** The same models; each question with a draft is written down. */
export function askedOf(models: ModelSource, questions: Question[]): ModelSource {
  return eachModel(models, (model) => asked(model, questions));
}

function asked(model: CodeModel, questions: Question[]): CodeModel {
  const { fim, contextTokens, speed } = model;
  return {
    fim,
    contextTokens,
    speed,
    estimateTokens: (text) => model.estimateTokens(text),
    async *generate(prompt: Prompt, limits: GenerateLimits, signal: AbortSignal): AsyncIterable<Chunk> {
      const question = { prompt, limits, characters: 0 };
      if (limits.draft !== undefined) questions.push(question);
      for await (const chunk of model.generate(prompt, limits, signal)) {
        question.characters += chunk.text.length;
        yield chunk;
      }
    },
  };
}
