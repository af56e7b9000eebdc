import type { CodeModel, ModelSource, ModelSpeed, Prefill } from '../../../src/completion/ports';
import { eachModel } from '../eachModel';

/** The bundled model on two quiet cores, in round figures (docs/lab/report.md). */
export const quietPace: ModelSpeed = { prefillTokensPerSecond: 5_000, decodeTokensPerSecond: 500 };

/** Of source code, in round figures. */
const charactersPerToken = 3;

/** How long the model takes at that pace, in milliseconds: to its first token, and to its last. */
export function pacedMs({ readTokens }: Pick<Prefill, 'readTokens'>, tokens: number): number {
  const { prefillTokensPerSecond, decodeTokensPerSecond } = quietPace;
  return (readTokens / prefillTokensPerSecond + tokens / decodeTokensPerSecond) * 1000;
}

/**
 * The same models, which say that they are as fast as on a quiet machine, so that prompts have the same length in each
 * run.
 */
export function pacedModels(models: ModelSource): ModelSource {
  return eachModel(models, (model) => pacedModel(model));
}

function pacedModel(model: CodeModel): CodeModel {
  const { fim, contextTokens } = model;
  return {
    fim,
    contextTokens,
    speed: quietPace,
    // The model's own estimate follows what it has read so far.
    estimateTokens: (text) => Math.ceil(text.length / charactersPerToken),
    generate: (prompt, limits, signal) => model.generate(prompt, limits, signal),
  };
}
