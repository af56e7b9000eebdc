import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach } from 'vitest';

import type { StoredModel } from '../../../../src/model/store/manifest';
import { ModelStore } from '../../../../src/model/store/modelStore';
import { sha256Of } from '../../../fakes/hub/localHub';

export const never = new AbortController().signal;
export const quiet = (): void => undefined;

export interface StoreBench {
  /** Holds the folders of a test. */
  readonly root: string;
  readonly folder: string;
  readonly store: ModelStore;
  /** Puts a model of these bytes there as a finished download would. */
  install(name: string, bytes: Uint8Array): Promise<StoredModel>;
}

export function storeBench(): { readonly current: StoreBench } {
  let current: StoreBench | undefined;
  beforeEach(() => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'inkling-store-'));
    const folder = path.join(root, 'models');
    const store = new ModelStore(folder);
    current = { root, folder, store, install: (name, bytes) => install(store, name, bytes) };
  });
  afterEach(() => {
    rmSync(current?.root ?? '', { recursive: true, force: true });
  });
  return {
    get current() {
      return current!;
    },
  };
}

async function install(store: ModelStore, name: string, bytes: Uint8Array): Promise<StoredModel> {
  const repository = `acme/${name}`;
  const file = path.join(store.folder, repository, `${name}-Q8_0.gguf`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  const variant = {
    ref: `${repository}:Q8_0`,
    quantization: 'Q8_0',
    repository,
    revision: undefined,
    file: `${name}-Q8_0.gguf`,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    isVerified: false,
  };
  const url = `https://hub.example/${repository}`;
  const done = {
    file,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    isHashKnown: true,
    revision: 'main',
    url,
  };
  return store.addDownloaded(variant, done, { name: 'MIT', url: 'https://opensource.org/license/mit' });
}

/** Every file below a folder with its content, by its place relative to the folder. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.path, entry.name));
  const contents = await Promise.all(files.map(async (file) => Uint8Array.from(await readFile(file))));
  return new Map(
    files.map((file, index) => [path.relative(folder, file), contents[index] ?? new Uint8Array()]),
  );
}
