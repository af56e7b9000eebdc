import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** $INKLING_CACHE, otherwise ~/.cache/inkling. */
export function cacheFolder(): string {
  return process.env.INKLING_CACHE ?? path.join(homedir(), '.cache', 'inkling');
}

/**
 * The folders of the held-out packages, which the model never saw. The first time they are fetched; what could not be
 * fetched is missing.
 */
export async function heldOutFolders(repository: string, signal: AbortSignal): Promise<readonly string[]> {
  const there = await folders();
  if (there.length > 0) return there;
  console.error('Fetching the held-out packages, once…');
  await fetchAll(path.join(repository, 'test', 'eval', 'fetchHoldout.mjs'), signal);
  return folders();
}

async function folders(): Promise<readonly string[]> {
  const place = path.join(cacheFolder(), 'eval', 'holdout');
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !entry.name.endsWith('.part'))
    .map(({ name }) => path.join(place, name))
    .toSorted();
}

/** Its own words go to standard error; that some package is missing is no reason to end. */
function fetchAll(script: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 2, 2], signal });
    child.once('error', reject);
    child.once('close', () => {
      resolve();
    });
  });
}
