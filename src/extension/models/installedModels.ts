import { stat } from 'node:fs/promises';
import path from 'node:path';

import { findBundledModel } from '../../model/bundledModel';
import type { InstalledModel } from '../../model/store/installedModel';
import type { ModelStore } from '../../model/store/modelStore';

/** Bundled, downloaded and linked, found: the order of the view. A file that is gone is left out, but for linked ones. */
export async function installedModels(
  bundledFolder: string,
  bundledRef: (file: string) => string,
  store: Pick<ModelStore, 'list'>,
  found: readonly InstalledModel[],
): Promise<readonly InstalledModel[]> {
  const kept = await store.list();
  const known = new Set(kept.map(({ file }) => file));
  const others = found.filter(({ file }) => !known.has(file));
  const isThere = await Promise.all(others.map(async ({ file }) => (await sizeOf(file)) !== undefined));
  return [
    ...(await bundledModel(bundledFolder, bundledRef)),
    ...kept,
    ...others.filter((_, index) => isThere[index] === true),
  ];
}

async function bundledModel(
  folder: string,
  bundledRef: (file: string) => string,
): Promise<readonly InstalledModel[]> {
  const file = await findBundledModel(folder);
  const bytes = file === undefined ? undefined : await sizeOf(file);
  if (file === undefined || bytes === undefined) return [];
  return [
    {
      ref: bundledRef(path.basename(file)),
      name: path.basename(file, '.gguf'),
      file,
      origin: 'bundled',
      bytes,
      sha256: undefined,
      source: undefined,
      addedAt: 0,
      verifiedAt: undefined,
      tool: undefined,
    },
  ];
}

async function sizeOf(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}
