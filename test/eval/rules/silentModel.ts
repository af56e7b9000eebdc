import type { CodeModel, ModelSource } from '../../../src/completion/ports';
import { eachModel } from '../eachModel';

/** Models that read nothing and write nothing: what is shown is the memory's. */
export function silentModels(models: ModelSource): ModelSource {
  return eachModel(models, (model) => silentModel(model));
}

function silentModel(model: CodeModel): CodeModel {
  const { fim, contextTokens, speed } = model;
  return {
    fim,
    contextTokens,
    speed,
    estimateTokens: (text) => model.estimateTokens(text),
    async *generate() {
      yield {
        text: '',
        tokens: 0,
        logProbability: 0,
        prefill: { promptTokens: 0, readTokens: 0, prefillMs: 0 },
      };
    },
  };
}
