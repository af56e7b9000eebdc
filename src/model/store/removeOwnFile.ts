import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

import { ModelError } from '../errors';

/**
 * Deletes a file below the folder, its download's record with it, and the folders that it leaves empty.
 * @throws ModelError not-deletable, when it is elsewhere: a manifest may have been edited.
 */
export async function removeOwnFile(folder: string, file: string): Promise<void> {
  const inside = path.relative(folder, file);
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) {
    throw new ModelError(
      'not-deletable',
      `${file} is not in the models folder, so Inkling does not delete it.`,
      'Delete it where it is.',
    );
  }
  await rm(file, { force: true });
  await rm(`${file}.part.json`, { force: true });
  await removeEmptyFolders(folder, path.dirname(file));
}

/** Upwards until one is not empty; never the models folder itself. */
export async function removeEmptyFolders(folder: string, from: string): Promise<void> {
  for (
    let empty = from;
    path.relative(folder, empty) !== '' && !path.relative(folder, empty).startsWith('..');
  ) {
    // A folder that still holds something stays.
    const isGone = await rmdir(empty).then(
      () => true,
      () => false,
    );
    if (!isGone) return;
    empty = path.dirname(empty);
  }
}
