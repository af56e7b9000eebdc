import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import type { Clock } from '../../completion/ports';
import { downloadPinned } from '../download/downloadPinned';
import type { HttpSend } from '../download/httpPort';
import { checkRoom } from '../download/watchman';
import { engineVersion } from '../engineVersion';
import { ModelError } from '../errors';
import { archiveUrl, type PinnedEngine } from '../gpu/pinnedEngines';
import { Fields } from '../parseFields';
import { diskProblem } from './diskProblem';
import { tryLock } from './fileLock';
import { defaultModelsFolder } from './modelsFolder';
import { unpackArchive } from './unpackArchive';

export interface InstallParts {
  readonly registry: string;
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly onProgress: (what: string, share: number) => void;
}

/** What stays free on the disk: a system without room misbehaves. */
const spareBytes = 200e6;

/** Where the engine's optional packages are kept: one place for a user, whatever folder holds the models. */
export function enginesFolder(): string {
  return path.join(defaultModelsFolder(), 'engines');
}

/** The packages that fit this version of the engine; the folder may be missing. */
export function installedEngines(): string {
  return new EngineStore(enginesFolder()).folderOf(engineVersion);
}

/** Engines for graphics cards that the user has installed: a folder for each version, packages by their names in it. */
export class EngineStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder of one version's packages, whether it is there or not. */
  folderOf(version: string): string {
    return path.join(this.#folder, version);
  }

  /** Names of packages that are here, with their versions. */
  async list(): Promise<readonly Pick<PinnedEngine, 'name' | 'version'>[]> {
    const found = [];
    for (const version of await namesIn(this.#folder)) {
      for (const scope of (await namesIn(this.folderOf(version))).filter((name) => name.startsWith('@'))) {
        const names = await namesIn(path.join(this.folderOf(version), scope));
        found.push(...names.map((name) => ({ name: `${scope}/${name}`, version })));
      }
    }
    return found;
  }

  /**
   * Downloads a package, compares it with its hash and unpacks it; what was there under its name is replaced at the end.
   * @throws ModelError like `downloadPinned`, and disk-full, not-writable, locked; `signal.reason`.
   */
  async install(engine: PinnedEngine, parts: InstallParts, signal: AbortSignal): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      const answer = await tryLock(path.join(this.#folder, 'install.lock'));
      if (!('lock' in answer)) throw busy();
      try {
        await this.#installAlone(engine, parts, signal);
      } finally {
        await answer.lock.release();
      }
    } catch (error) {
      signal.throwIfAborted();
      throw diskProblem(error, this.#folder) ?? error;
    }
  }

  /** Deletes a package. Throws ModelError not-writable when something uses it. */
  async remove({ name, version }: Pick<PinnedEngine, 'name' | 'version'>): Promise<void> {
    try {
      await rm(path.join(this.folderOf(version), name), { recursive: true, force: true });
    } catch (error) {
      throw inUse(name, error);
    }
  }

  async #installAlone(engine: PinnedEngine, parts: InstallParts, signal: AbortSignal): Promise<void> {
    const { registry, send, clock, onProgress } = parts;
    const { name, version, bytes, unpackedBytes, integrity } = engine;
    await checkRoom(this.#folder, bytes + unpackedBytes, spareBytes);
    const archive = path.join(this.#folder, `${name.split('/').at(-1) ?? ''}-${version}.tgz.part`);
    await downloadPinned(
      { url: archiveUrl(registry, engine), bytes, integrity },
      archive,
      {
        send,
        clock,
        onBytes: (done) => {
          onProgress('downloading', done / bytes);
        },
        onPause: ({ message }, ms) => {
          onProgress(`${message} Trying again in ${Math.round(ms / 1000)} s.`, 0);
        },
      },
      signal,
    );
    onProgress('unpacking', 1);
    const partial = path.join(this.#folder, `${randomUUID()}.partial`);
    try {
      await unpackArchive(archive, partial, signal);
      await checkPackage(partial, engine);
      const place = path.join(this.folderOf(version), name);
      await rm(place, { recursive: true, force: true });
      await mkdir(path.dirname(place), { recursive: true });
      await rename(partial, place);
    } finally {
      await rm(partial, { recursive: true, force: true, maxRetries: 3 });
    }
    await rm(archive, { force: true });
    await this.#removeOthers(version);
  }

  /** Packages of other versions of the engine are of no use to this one. */
  async #removeOthers(version: string): Promise<void> {
    const others = (await namesIn(this.#folder)).filter(
      (name) => /^\d+\.\d+\.\d+/.test(name) && name !== version,
    );
    // Another window may still run an older engine, and use it; then the next installation cleans up.
    for (const other of others) await rm(this.folderOf(other), { recursive: true }).catch(() => undefined);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** The hash says so already; this says it of what is on the disk now. */
async function checkPackage(folder: string, { name, version }: PinnedEngine): Promise<void> {
  const fields = new Fields(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')));
  if (fields.text('name') === name && fields.text('version') === version) return;
  throw new ModelError('wrong-hash', `The archive is not ${name} ${version}.`, 'Nothing was installed.');
}

/** Windows keeps files that a process has loaded. */
function inUse(name: string, cause: unknown): ModelError {
  const remedy = 'Set "inkling.model.gpu" to "off" in all windows, and remove it then.';
  return new ModelError('not-writable', `${name} can’t be deleted: something uses it.`, remedy, { cause });
}

function busy(): ModelError {
  return new ModelError('locked', 'Another window is installing an engine.', 'Wait until it is done there.');
}
