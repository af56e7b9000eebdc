import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { makeFolder } from './makeFolder';

/** Writes a small file so that a reader, or a crash, sees the old one or the new one and nothing between. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await makeFolder(path.dirname(file));
  const temporary = `${file}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** Removes what processes left that died while they replaced this file. The caller holds its lock: nobody is at it now. */
export async function removeTemporaries(file: string): Promise<void> {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.`;
  for (const name of await readdir(folder)) {
    if (name.startsWith(start) && name.endsWith('.tmp')) await rm(path.join(folder, name), { force: true });
  }
}

/** Makes a rename in the folder last through a power cut. Windows has no such thing, and some file systems refuse it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
