import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { readPartRecord } from '../download/partRecord';
import { codeOf } from './diskProblem';
import type { StoredModel } from './manifest';
import { folderOf } from './folderOf';

/**
 * Adds the model files of the folder that no row knows: a crash between a download's last step and the manifest, a
 * manifest that was lost, or a file that the user has put there.
 */
export async function adoptStrays(
  folder: string,
  models: readonly StoredModel[],
): Promise<readonly StoredModel[]> {
  const known = new Set(models.map(({ file }) => file));
  const strays = (await modelFiles(folder)).filter((file) => !known.has(file));
  if (strays.length === 0) return models;
  const refs = new Set(models.map(({ ref }) => ref));
  const adopted = await Promise.all(strays.map((file) => adopt(folder, file)));
  const added = adopted.filter(({ ref }) => !refs.has(ref));
  return added.length === 0 ? models : [...models, ...added];
}

/** All `.gguf` files below the folder, by their whole paths. */
export async function modelFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nothingIfMissing);
  return entries
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.gguf'))
    .map((entry) => path.join(folderOf(entry), entry.name))
    .sort();
}

function nothingIfMissing(error: unknown): [] {
  if (codeOf(error) !== 'ENOENT') throw error;
  return [];
}

async function adopt(folder: string, file: string): Promise<StoredModel> {
  const { size, mtimeMs } = await stat(file);
  const record = await readPartRecord(`${file}.part.json`);
  const common = {
    file,
    origin: 'downloaded',
    bytes: size,
    addedAt: Math.round(mtimeMs),
    tool: undefined,
  } as const;
  const name = path.basename(file, path.extname(file));
  if (record?.sha256 !== undefined && record.bytes === size) {
    const { variant, revision, url, sha256, licence } = record;
    const source = { repository: variant.repository, revision, file: variant.file, url };
    // Its hash is known, and was compared just before the file got this name; but a stray has been out of sight.
    return { ...common, ref: variant.ref, name, sha256, source, licence, verifiedAt: undefined };
  }
  const ref = refOf(path.relative(folder, file).split(path.sep));
  return {
    ...common,
    ref,
    name,
    sha256: undefined,
    source: undefined,
    licence: undefined,
    verifiedAt: undefined,
  };
}

/** 'owner/repository/model-Q8_0.gguf' was downloaded as 'owner/repository:Q8_0'; another file is named by its place. */
function refOf(names: readonly string[]): string {
  const [owner, repository, ...rest] = names;
  const [, quantization] = /[-._]((?:I?Q\d\w*|B?F16|F32))\.gguf$/i.exec(names.at(-1) ?? '') ?? [];
  if (owner === undefined || repository === undefined || rest.length === 0) return names.join('/');
  return quantization === undefined
    ? `${owner}/${repository}/${rest.join('/')}`
    : `${owner}/${repository}:${quantization.toUpperCase()}`;
}
