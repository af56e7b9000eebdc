import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';

import { parseLicence, type LicenceNote } from '../download/partRecord';
import { Fields } from '../parseFields';
import { codeOf } from './diskProblem';
import type { InstalledModel } from './installedModel';
import { replaceFile } from './replaceFile';

/** What the models folder holds or points to. */
export interface StoredModel extends InstalledModel {
  readonly origin: 'downloaded' | 'linked';
  readonly licence: LicenceNote | undefined;
}

export interface Manifest {
  readonly models: readonly StoredModel[];
  /** Set when the file could not be read whole; it has been kept beside the new one under this name. */
  readonly keptAside: string | undefined;
}

export const manifestName = 'inkling-models.json';
const version = 1;

/** Reads the manifest; a missing one is an empty one. What can't be read is put aside, and what of it makes sense is kept. */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, manifestName);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (text === undefined) return { models: [], keptAside: undefined };
  const { models, isWhole } = parseManifest(text, folder);
  return { models, keptAside: isWhole ? undefined : `${file}.unread` };
}

export async function writeManifest(folder: string, models: readonly StoredModel[]): Promise<void> {
  const rows = models.map((model) => ({ ...model, file: portable(folder, model) }));
  await replaceFile(
    path.join(folder, manifestName),
    `${JSON.stringify({ version, models: rows }, undefined, 2)}\n`,
  );
}

/** Puts a manifest that can't be read whole under its new name; an older one of that name goes, it says less. */
export async function keepAside(folder: string, name: string): Promise<void> {
  await rename(path.join(folder, manifestName), name);
}

/** Reads what makes sense row by row: one bad row, or a version to come, must not lose the others. */
export function parseManifest(
  text: string,
  folder: string,
): { readonly models: readonly StoredModel[]; readonly isWhole: boolean } {
  let rows: readonly unknown[];
  let isWhole: boolean;
  try {
    const fields = new Fields(JSON.parse(text));
    isWhole = fields.raw('version') === version;
    rows = fields.list('models');
  } catch {
    // Cut off, or edited by hand into something else.
    return { models: [], isWhole: false };
  }
  const models: StoredModel[] = [];
  for (const row of rows) {
    try {
      models.push(parseRow(new Fields(row), folder));
    } catch {
      // The file itself, where it is ours, is found again by its place.
      isWhole = false;
    }
  }
  return { models, isWhole };
}

function parseRow(row: Fields, folder: string): StoredModel {
  return {
    ref: row.text('ref'),
    name: row.text('name'),
    file: path.resolve(folder, row.text('file')),
    origin: row.oneOf('origin', ['downloaded', 'linked']),
    bytes: row.count('bytes'),
    sha256: row.has('sha256') ? row.text('sha256') : undefined,
    source: row.has('source') ? parseSource(row.object('source')) : undefined,
    licence: row.has('licence') ? parseLicence(row.object('licence')) : undefined,
    addedAt: row.count('addedAt'),
    verifiedAt: row.has('verifiedAt') ? row.count('verifiedAt') : undefined,
    tool: undefined,
  };
}

export function parseSource(source: Fields): NonNullable<InstalledModel['source']> {
  return {
    repository: source.text('repository'),
    revision: source.text('revision'),
    file: source.text('file'),
    url: source.text('url'),
  };
}

/** What is in the folder is named from there, with '/': the folder may move. */
function portable(folder: string, { origin, file }: StoredModel): string {
  return origin === 'downloaded' ? path.relative(folder, file).split(path.sep).join('/') : file;
}
