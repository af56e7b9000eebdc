import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';

import { codeOf } from './diskProblem';

/**
 * Makes a folder and those above it. Throws Node's error with the true reason: where Node may not write, its recursive
 * `mkdir` complains that nothing is there.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') await checkNearest(folder);
    throw error;
  }
}

/** Whether the nearest folder above that exists may be written. */
async function checkNearest(folder: string): Promise<void> {
  for (let here = folder; ;) {
    try {
      await access(here, constants.W_OK);
      return;
    } catch (error) {
      const above = path.dirname(here);
      if (codeOf(error) !== 'ENOENT' || above === here) throw error;
      here = above;
    }
  }
}
