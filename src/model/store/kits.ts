import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { isSafeName } from '../download/modelPlace';
import { ModelError } from '../errors';
import { copyVerified } from './copyVerified';
import { diskProblem } from './diskProblem';
import type { InstalledModel } from './installedModel';
import { parseManifest, type StoredModel } from './manifest';
import type { ModelStore } from './modelStore';
import { replaceFile } from './replaceFile';

/**
 * A kit is a folder with one model file and `inkling-kit.json`, which has the manifest's form: enough to carry a model to
 * a machine without a network and to know there that it arrived whole.
 */
const kitFile = 'inkling-kit.json';
const version = 1;

export type ShareReport = (message: string, share?: number) => void;

/** Writes a kit into the folder. Throws `ModelError` and `signal.reason`. */
export async function exportKit(
  model: InstalledModel,
  folder: string,
  report: ShareReport,
  signal: AbortSignal,
): Promise<void> {
  const name = path.basename(model.file);
  const tell = (done: number): void => {
    report(name, done / Math.max(1, model.bytes));
  };
  try {
    const sha256 = await copyVerified(model.file, path.join(folder, name), model.sha256, tell, signal);
    const row = { ...model, file: name, origin: 'downloaded', sha256, tool: undefined };
    await replaceFile(
      path.join(folder, kitFile),
      `${JSON.stringify({ version, models: [row] }, undefined, 2)}\n`,
    );
  } catch (error) {
    signal.throwIfAborted();
    throw diskProblem(error, folder) ?? error;
  }
}

/**
 * Copies a kit's models into the store, each under its hash.
 * @throws ModelError not-found, when the folder is no kit; bad-kit, when its file is missing; wrong-hash; disk-full, not-writable; `signal.reason`.
 */
export async function importKit(
  folder: string,
  store: ModelStore,
  report: ShareReport,
  signal: AbortSignal,
): Promise<readonly StoredModel[]> {
  const text = await readFile(path.join(folder, kitFile), 'utf8').catch(() => undefined);
  const { models } = parseManifest(text ?? '', folder);
  const [first] = models;
  if (first === undefined) throw noKit(folder);
  const imported: StoredModel[] = [];
  try {
    for (const model of models) {
      const place = placeFor(model, folder, store.folder);
      if ((await stat(model.file).catch(() => undefined))?.isFile() !== true) throw incomplete(model.file);
      const tell = (done: number): void => {
        report(model.name, done / Math.max(1, model.bytes));
      };
      const sha256 = await copyVerified(model.file, place, model.sha256, tell, signal);
      const now = Date.now();
      const row = {
        ...model,
        file: place,
        sha256,
        origin: 'downloaded',
        addedAt: now,
        verifiedAt: now,
      } as const;
      imported.push(await store.put(row));
    }
  } catch (error) {
    signal.throwIfAborted();
    throw diskProblem(error, store.folder) ?? error;
  }
  return imported;
}

/** As a download of it would lie; a file from nowhere in particular lies by itself. A kit may have been edited. */
function placeFor(model: StoredModel, kit: string, folder: string): string {
  const name = path.basename(model.file);
  const repository = model.source?.repository.split('/') ?? ['imported'];
  const names = [...repository, name];
  const isInside = path.dirname(path.resolve(model.file)) === path.resolve(kit);
  if (!isInside || !names.every(isSafeName)) throw noKit(kit);
  return path.join(folder, ...names);
}

function incomplete(file: string): ModelError {
  return new ModelError(
    'bad-kit',
    `The kit lacks its model: there is no ${file}.`,
    'Copy the kit’s folder again, with everything that is in it.',
  );
}

function noKit(folder: string): ModelError {
  return new ModelError(
    'not-found',
    `There is no model kit in ${folder}.`,
    `Choose a folder that "Inkling: Export Model Kit…" has written: it holds ${kitFile}.`,
  );
}
