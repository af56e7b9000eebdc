import path from 'node:path';

import type { Candidate } from '../../src/lab/runModel';
import { findBundledModel } from '../../src/model/bundledModel';
import { changed, engineChanges, labSettings } from './configuration';
import type { Options } from './options';
import { UsageError } from './usageError';

/** What is asked: one model, or two of them, or one with two sets of settings. Throws `UsageError`. */
export async function candidates(options: Options, repository: string): Promise<readonly Candidate[]> {
  const { models, changes, adapters, isComparison } = options;
  const first = models[0] ?? (await bundledModel(repository));
  if (!isComparison) return [candidate(first, changes, adapters)];
  return [candidate(first, [], []), candidate(models[1] ?? first, changes, adapters)];
}

function candidate(file: string, changes: readonly string[], adapters: readonly string[]): Candidate {
  return {
    name: [file, ...adapters]
      .map((each) => path.basename(each, '.gguf'))
      .concat(changes)
      .join(' '),
    file,
    settings: changed(labSettings(), engineChanges(changes)),
    learnsProject: !changes.includes('useProject=false'),
    adapters: adapters.map((adapter) => ({ file: path.resolve(adapter), scale: 1 })),
  };
}

async function bundledModel(repository: string): Promise<string> {
  const model =
    process.env.INKLING_BUNDLED_MODEL ?? (await findBundledModel(path.join(repository, 'media', 'models')));
  if (model === undefined)
    throw new UsageError('There is no model in media/models: name one with --model FILE.');
  return model;
}
