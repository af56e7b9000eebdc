import { afterAll } from 'vitest';

import { loadLlamaModel } from '../../src/model/loadLlamaModel';
import type { LoadedModel } from '../../src/model/loadLlamaModel';

const nothing = (): void => undefined;

/** Loads a model in this process, with the real engine; disposed when the file's tests are done. */
export async function loadForTest(file: string, contextTokens = 2048): Promise<LoadedModel> {
  const options = {
    file,
    contextTokens,
    threads: 1,
    gpu: false,
    gpuLayers: 'auto',
    adapters: [],
    onProgress: nothing,
    onLog: nothing,
  } as const;
  const loaded = await loadLlamaModel(options, new AbortController().signal);
  afterAll(() => loaded.model.dispose());
  return loaded;
}
