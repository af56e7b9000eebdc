/** What the shell drives, for tests of the shell alone: an engine that only keeps its parts, and a model's process. */
import path from 'node:path';

import type { EngineParts } from '../../src/completion/engineParts';
import { ModelError } from '../../src/model/errors';

export const engines: FakeEngine[] = [];
/** File names of the models whose processes were stopped. */
export const stopped: string[] = [];

export class FakeEngine {
  disposed = false;
  constructor(readonly parts: EngineParts) {
    engines.push(this);
  }
  async warm(): Promise<void> {}
  async dispose(): Promise<void> {
    this.disposed = true;
  }
}

/** What each fake model has shown of itself. */
export const seenSpeed = { prefillTokensPerSecond: 500, decodeTokensPerSecond: 40 };

/** Instead of `startHost`: loads every file but those that are called broken. */
export async function fakeHost(_fork: unknown, { file }: { readonly file: string }): Promise<object> {
  const name = path.basename(file);
  if (name.startsWith('broken')) throw new ModelError('not-gguf', `${name} is no model.`, 'Choose another.');
  const fim = { layout: 'spm-contiguous', files: 'none', fileHeader: 'path', repo: false };
  const placement = { backend: 'cpu', device: undefined, gpuLayers: 0, layers: 2 };
  return {
    pid: 4711,
    model: { seenSpeed },
    card: { name, fim, contextTokens: 2048, fileBytes: 1, threads: 1, placement },
    ended: new Promise(() => undefined),
    stop: async () => void stopped.push(name),
  };
}
