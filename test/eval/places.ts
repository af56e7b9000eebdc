import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

import { findBundledModel } from '../../src/model/bundledModel';
import { UsageError } from './options';

/** $INKLING_CACHE, otherwise ~/.cache/inkling. */
export function cacheFolder(): string {
  return process.env.INKLING_CACHE ?? path.join(homedir(), '.cache', 'inkling');
}

/** This repository's own source, and the held-out packages as far as they have been fetched. */
export async function defaultCorpora(repository: string): Promise<readonly string[]> {
  const holdout = path.join(cacheFolder(), 'eval', 'holdout');
  const packages = await readdir(holdout, { withFileTypes: true }).catch(() => []);
  const folders = packages.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return [path.join(repository, 'src'), ...folders.map(({ name }) => path.join(holdout, name)).toSorted()];
}

/** Throws `UsageError` when there is none. */
export async function bundledModel(repository: string): Promise<string> {
  const model =
    process.env.INKLING_BUNDLED_MODEL ?? (await findBundledModel(path.join(repository, 'media', 'models')));
  if (model === undefined)
    throw new UsageError('There is no model in media/models: name one with --model FILE.');
  return model;
}
