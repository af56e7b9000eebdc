import { rm, stat } from 'node:fs/promises';
import path from 'node:path';

import type { ModelVariant } from '../catalogue/modelFamily';
import type { DownloadedFile } from '../download/downloadModel';
import { modelPlace } from '../download/modelPlace';
import type { LicenceNote } from '../download/partRecord';
import { ModelError } from '../errors';
import { inspectModelFile } from '../inspectModelFile';
import { adoptStrays } from './adoptStrays';
import { diskProblem } from './diskProblem';
import { waitForLock } from './fileLock';
import { makeFolder } from './makeFolder';
import {
  keepAside,
  manifestName,
  readManifest,
  writeManifest,
  type Manifest,
  type StoredModel,
} from './manifest';
import { removeOwnFile } from './removeOwnFile';
import { removeTemporaries } from './replaceFile';

/** A change of the manifest takes milliseconds; a process that holds it for longer has died, and its lock is broken then. */
const lockPollMs = 50;

/** The models of a folder and the files that it points to. Any number of windows may have one each for the same folder. */
export class ModelStore {
  readonly #folder: () => string;

  /** A function is asked each time: a setting may move the folder. */
  constructor(folder: string | (() => string)) {
    this.#folder = typeof folder === 'string' ? () => folder : folder;
  }

  get folder(): string {
    return this.#folder();
  }

  /** What is there now. Files of the folder that the manifest does not know are adopted. */
  async list(): Promise<readonly StoredModel[]> {
    const { models, isWritten } = await this.#read();
    if (isWritten) return onlyPresent(models);
    try {
      return await onlyPresent(await this.#change((known) => known));
    } catch (error) {
      // A folder that can only be read still has its models.
      if (error instanceof ModelError && error.code === 'not-writable') return onlyPresent(models);
      throw error;
    }
  }

  async find(ref: string): Promise<StoredModel | undefined> {
    return (await this.list()).find((model) => model.ref === ref);
  }

  /** Writes down a finished download; one of the same name is replaced. */
  async addDownloaded(
    variant: ModelVariant,
    downloaded: DownloadedFile,
    licence: LicenceNote | undefined,
  ): Promise<StoredModel> {
    const now = Date.now();
    const model: StoredModel = {
      ref: variant.ref,
      name: path.basename(variant.file, path.extname(variant.file)),
      file: downloaded.file,
      origin: 'downloaded',
      bytes: downloaded.bytes,
      sha256: downloaded.sha256,
      source: {
        repository: variant.repository,
        revision: downloaded.revision,
        file: variant.file,
        url: downloaded.url,
      },
      licence,
      addedAt: now,
      verifiedAt: now,
      tool: undefined,
    };
    await this.put(model);
    await rm(modelPlace(this.folder, variant).record, { force: true });
    return model;
  }

  /**
   * Points to a file of the user's, wherever it is.
   * @throws ModelError as `inspectModelFile` does, when it is no model that completes code.
   */
  async link(file: string): Promise<StoredModel> {
    const whole = path.resolve(file);
    const { name, fileBytes } = await inspectModelFile(whole, Infinity);
    const model: StoredModel = {
      ref: whole,
      name,
      file: whole,
      origin: 'linked',
      bytes: fileBytes,
      sha256: undefined,
      source: undefined,
      licence: undefined,
      addedAt: Date.now(),
      verifiedAt: undefined,
      tool: undefined,
    };
    return this.put(model);
  }

  /** Forgets a linked file, which stays where it is. */
  async forget(ref: string): Promise<void> {
    await this.#change((models) => models.filter((model) => model.ref !== ref || model.origin !== 'linked'));
  }

  /**
   * Deletes a downloaded file.
   * @throws ModelError not-deletable, for everything that is not ours; not-writable.
   */
  async delete(ref: string): Promise<void> {
    const model = await this.find(ref);
    if (model?.origin !== 'downloaded') throw notOurs(ref);
    await removeOwnFile(this.folder, model.file);
    await this.#change((models) => models.filter((other) => other.ref !== ref));
  }

  /** Writes one row, in place of the row of the same name. */
  async put(model: StoredModel): Promise<StoredModel> {
    await this.#change((models) => [
      ...models.filter(({ ref, file }) => ref !== model.ref && file !== model.file),
      model,
    ]);
    return model;
  }

  async #change(
    next: (models: readonly StoredModel[]) => readonly StoredModel[],
  ): Promise<readonly StoredModel[]> {
    try {
      await makeFolder(this.folder);
      const never = new AbortController().signal;
      const lock = await waitForLock(path.join(this.folder, `${manifestName}.lock`), lockPollMs, never);
      try {
        const { models: known, isWritten, keptAside } = await this.#read();
        const models = next(known);
        if (keptAside !== undefined) await keepAside(this.folder, keptAside);
        if (!isWritten || models !== known) {
          await removeTemporaries(path.join(this.folder, manifestName));
          await writeManifest(this.folder, models);
        }
        return models;
      } finally {
        await lock.release();
      }
    } catch (error) {
      throw diskProblem(error, this.folder) ?? error;
    }
  }

  /** The rows of the manifest and of files that it lacks; `isWritten` when it lacks none and reads well. */
  async #read(): Promise<Manifest & { readonly isWritten: boolean }> {
    const { models: rows, keptAside } = await readManifest(this.folder);
    const models = await adoptStrays(this.folder, rows);
    return { models, keptAside, isWritten: models === rows && keptAside === undefined };
  }
}

/** A row whose file is gone stays in the manifest: its disk may be plugged in again. A linked file is the user's to miss. */
async function onlyPresent(models: readonly StoredModel[]): Promise<readonly StoredModel[]> {
  const isThere = await Promise.all(
    models.map(
      async ({ origin, file }) => origin === 'linked' || (await stat(file).catch(() => undefined))?.isFile(),
    ),
  );
  return models.filter((_, index) => isThere[index] === true);
}

function notOurs(ref: string): ModelError {
  return new ModelError(
    'not-deletable',
    `${ref} was not downloaded by Inkling, so Inkling does not delete it.`,
    'Delete the file where it is, or with the tool that it belongs to.',
  );
}
