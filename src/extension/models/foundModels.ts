import type * as vscode from 'vscode';

import type { InstalledModel } from '../../model/store/installedModel';

const key = 'found';

/** Files of other tools, as the last look has found them: plain data, kept by VS Code. */
export class FoundModels {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  get all(): readonly InstalledModel[] {
    return this.#memento.get<readonly InstalledModel[]>(key, []);
  }

  /** Resolves to how many were not known before. */
  async keep(models: readonly InstalledModel[]): Promise<number> {
    const known = new Set(this.all.map(({ file }) => file));
    await this.#memento.update(key, models);
    return models.filter(({ file }) => !known.has(file)).length;
  }

  async forget({ file }: InstalledModel): Promise<void> {
    await this.#memento.update(
      key,
      this.all.filter((model) => model.file !== file),
    );
  }
}
