import type { CodeModel, ModelSource } from '../completion/ports';
import { abortable } from './abortable';
import type { ModelChoice } from './modelChoice';

/** The models as the engine sees them: the first request waits until the settings' model has been tried. */
export class ChosenModels implements ModelSource {
  readonly #models: ModelSource;
  readonly #choice: Pick<ModelChoice, 'started'>;

  constructor(models: ModelSource, choice: Pick<ModelChoice, 'started'>) {
    this.#models = models;
    this.#choice = choice;
  }

  peek(): CodeModel | undefined {
    return this.#models.peek();
  }

  async acquire(signal: AbortSignal): Promise<CodeModel> {
    await abortable(this.#choice.started(), signal);
    return this.#models.acquire(signal);
  }
}
