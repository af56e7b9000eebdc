import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { readPartRecord } from '../download/partRecord';
import { codeOf } from './diskProblem';
import { isLocked } from './fileLock';
import { folderOf } from './folderOf';
import { removeOwnFile } from './removeOwnFile';

/** A file below the models folder that nothing needs any more. */
export interface Debris {
  readonly file: string;
  readonly bytes: number;
}

/** Whoever is at a file writes to it more often than that. */
const quietMs = 10 * 60_000;

/**
 * What processes left that died, and what no download can go on with: parts and records without each other, half copies,
 * half-written lists. Nothing that somebody is at now.
 */
export async function listDebris(folder: string, now = Date.now()): Promise<readonly Debris[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    return [];
  });
  const files = entries
    .filter((entry) => entry.isFile() && suspect.test(entry.name))
    .map((entry) => path.join(folderOf(entry), entry.name));
  const found = await Promise.all(
    files.map(async (file) => {
      // It may be gone by now.
      const seen = await stat(file).catch(() => undefined);
      if (seen === undefined || now - seen.mtimeMs < quietMs) return [];
      return (await isNeeded(file)) ? [] : [{ file, bytes: seen.size }];
    }),
  );
  return found.flat().sort((a, b) => a.file.localeCompare(b.file));
}

/** @throws ModelError not-deletable, when it is not below the folder. */
export async function removeDebris(folder: string, { file }: Debris): Promise<void> {
  // A part that can't go on has a record that can't be read, or none.
  if (file.endsWith('.part')) await removeOwnFile(folder, `${file}.json`);
  await removeOwnFile(folder, file);
}

const suspect = /\.gguf\.(?:part|part\.json|copy)$|\.[0-9a-f]{8}\.tmp$/;

async function isNeeded(file: string): Promise<boolean> {
  const [, model = file, what = 'tmp'] = /^(.*\.gguf)\.(part|part\.json|copy)$/.exec(file) ?? [];
  if (what === 'tmp' || what === 'copy') return false;
  if (await isLocked(`${model}.lock`)) return true;
  if (what === 'part') return (await readPartRecord(`${model}.part.json`)) !== undefined;
  // A record speaks for a part, or for a whole file that the manifest does not know yet.
  return (await isThere(`${model}.part`)) || (await isThere(model));
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
