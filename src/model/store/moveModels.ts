import { rename, stat } from 'node:fs/promises';
import path from 'node:path';

import { ModelError } from '../errors';
import { copyVerified } from './copyVerified';
import { codeOf, diskProblem } from './diskProblem';
import { hashFile } from './hashFile';
import type { ShareReport } from './kits';
import { makeFolder } from './makeFolder';
import type { StoredModel } from './manifest';
import { ModelStore } from './modelStore';
import { removeOwnFile } from './removeOwnFile';

/**
 * Moves the downloaded models to another folder, one after the other: each is whole in the new place and written down
 * there before it leaves the old one, so that an interruption at any moment loses none. Links are carried over.
 * @throws ModelError not-writable, also when another file is in the way; disk-full, wrong-hash; bad-name, when one folder is
 * inside the other; `signal.reason`.
 */
export async function moveModels(
  store: ModelStore,
  to: string,
  report: ShareReport,
  signal: AbortSignal,
): Promise<void> {
  const from = store.folder;
  if (path.resolve(from) === path.resolve(to)) return;
  if (isInside(from, to) || isInside(to, from)) {
    throw new ModelError('bad-name', `${to} and ${from} lie one in the other.`, 'Choose a folder beside it.');
  }
  const target = new ModelStore(to);
  const models = await store.list();
  const total = models.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  try {
    for (const model of models) {
      const start = before;
      const tell = (done: number): void => {
        report(model.name, (start + done) / Math.max(1, total));
      };
      if (model.origin === 'linked') await target.put(model);
      else await moveOne(model, store, target, tell, signal);
      before += model.bytes;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw diskProblem(error, to) ?? error;
  }
}

async function moveOne(
  model: StoredModel,
  store: ModelStore,
  target: ModelStore,
  tell: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const file = path.join(target.folder, path.relative(store.folder, model.file));
  // An earlier move may have been interrupted between the copy and the deletion.
  const isThere = (await exists(file)) && (await exists(model.file));
  if (isThere && !(await isSame(model.file, file, signal))) throw taken(file);
  // The new manifest adopts what lies in its folder, so the file may come before its row.
  if (!isThere) await renameOrCopy(model, file, tell, signal);
  await target.put({ ...model, file });
  if (await exists(model.file)) await removeOwnFile(store.folder, model.file);
}

/** Within one file system a move costs nothing; across two it is a copy that is checked. */
async function renameOrCopy(
  model: StoredModel,
  file: string,
  tell: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await makeFolder(path.dirname(file));
    await rename(model.file, file);
    tell(model.bytes);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    await copyVerified(model.file, file, model.sha256, tell, signal);
  }
}

async function isSame(one: string, other: string, signal: AbortSignal): Promise<boolean> {
  const [{ size }, { size: otherSize }] = await Promise.all([stat(one), stat(other)]);
  if (size !== otherSize) return false;
  const quiet = (): void => undefined;
  return (await hashFile(one, quiet, signal)) === (await hashFile(other, quiet, signal));
}

function taken(file: string): ModelError {
  return new ModelError(
    'not-writable',
    `There is another file in the place of ${file}.`,
    'Nothing was written over. Delete the one that you don’t need, then move again.',
  );
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

function isInside(outer: string, inner: string): boolean {
  const way = path.relative(outer, inner);
  return way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
}
