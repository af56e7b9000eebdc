import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import type { ModelVariant } from '../catalogue/modelFamily';
import { codeOf } from '../store/diskProblem';
import { tryLock } from '../store/fileLock';
import { removeEmptyFolders } from '../store/removeOwnFile';
import { modelPlace } from './modelPlace';
import { readPartRecord, type PartRecord } from './partRecord';
import { folderOf } from '../store/folderOf';

/** A download that is not finished. */
export interface Part {
  readonly record: PartRecord;
  /** How much has arrived. */
  readonly bytes: number;
}

/** All unfinished downloads of a models folder that can go on. */
export async function listParts(folder: string): Promise<readonly Part[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    return [];
  });
  const records = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.part.json'));
  const parts = await Promise.all(
    records.map(async (entry) => {
      const file = path.join(folderOf(entry), entry.name);
      const record = await readPartRecord(file);
      const part = await stat(file.replace(/\.json$/, '')).catch(() => undefined);
      // A record without a part belongs to a finished file that the manifest does not know yet.
      return record !== undefined && part !== undefined ? [{ record, bytes: part.size }] : [];
    }),
  );
  return parts.flat().sort((a, b) => a.record.startedAt - b.record.startedAt);
}

/** Deletes what has arrived of a download; false when another process is at it. */
export async function discardPart(folder: string, variant: ModelVariant): Promise<boolean> {
  const place = modelPlace(folder, variant);
  const answer = await tryLock(place.lock).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  // Without a folder there is nothing to delete.
  if (answer === undefined) return true;
  if (!('lock' in answer)) return false;
  try {
    await rm(place.part, { force: true });
    await rm(place.record, { force: true });
  } finally {
    await answer.lock.release();
  }
  await removeEmptyFolders(folder, path.dirname(place.file));
  return true;
}
