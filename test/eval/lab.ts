import path from 'node:path';

import { stderrLogger } from '../../scripts/complete/stderrLogger';
import type { CompletionSettings } from '../../src/completion/request';
import type { ModelSource } from '../../src/completion/ports';
import { clock } from '../../src/extension/clock';
import { createLifecycle } from '../../src/extension/createLifecycle';
import { grammarFiles } from '../../src/extension/grammarFiles';
import { parseSettings } from '../../src/extension/settings';
import { LabEngine } from './labEngine';

/** The engine with the real model in its process, as in the extension. `root` holds dist/. */
export interface Lab {
  readonly root: string;
  readonly model: string;
  readonly settings: CompletionSettings;
  /** Puts something between the engine and the model, to look on. */
  readonly watch?: (models: ModelSource) => ModelSource;
}

/** Loads the model, does the work and ends the model's process. Throws `ModelError` when the model can't be used. */
export async function withLab<T>(
  { root, model, settings, watch = (models) => models }: Lab,
  work: (engine: LabEngine) => Promise<T>,
): Promise<T> {
  const modelSettings = { ...parseSettings(() => undefined).settings.model, idleMinutes: 0 };
  const lifecycle = createLifecycle(root, modelSettings, clock, stderrLogger);
  const grammars = grammarFiles(path.join(root, 'dist', 'grammars'));
  const engine = new LabEngine({ models: watch(lifecycle), grammars, clock, logger: stderrLogger, settings });
  try {
    await lifecycle.use(path.resolve(model));
    return await work(engine);
  } finally {
    await engine.dispose();
    await lifecycle.dispose();
  }
}
