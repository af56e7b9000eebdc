import { statfs } from 'node:fs/promises';

import type { Clock } from '../../completion/ports';
import { ModelError } from '../errors';
import { folderGone, gigabytes } from '../store/diskProblem';
import type { FileLock } from '../store/fileLock';
import type { PartWriter } from './partWriter';

const lookEveryMs = 1_000;

interface Watched {
  readonly folder: string;
  readonly writer: PartWriter;
  readonly lock: FileLock;
  readonly spareBytes: number;
  readonly bytesTotal: number | undefined;
  readonly clock: Clock;
}

/** Looks now and then whether the disk still has room, the file is still where it was, and the lock is still ours. */
export class Watchman {
  readonly #of: Watched;
  #lookedAt = -Infinity;

  constructor(of: Watched) {
    this.#of = of;
  }

  async lookNowAndThen(): Promise<void> {
    if (this.#of.clock.now() - this.#lookedAt >= lookEveryMs) await this.look();
  }

  /** @throws ModelError disk-full, folder-gone, locked. */
  async look(): Promise<void> {
    const { folder, writer, lock, spareBytes, bytesTotal, clock } = this.#of;
    this.#lookedAt = clock.now();
    if (!(await writer.isInPlace())) throw folderGone(folder);
    await lock.check();
    await checkRoom(
      folder,
      bytesTotal === undefined ? 0 : Math.max(0, bytesTotal - writer.bytes),
      spareBytes,
    );
  }
}

/** @throws ModelError disk-full. */
export async function checkRoom(folder: string, needed: number, spareBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (needed === 0 || needed + spareBytes <= free) return;
  throw new ModelError(
    'disk-full',
    `The rest of the model needs ${gigabytes(needed)}; the disk of ${folder} has ${gigabytes(free)} free, of which ${gigabytes(spareBytes)} stay free.`,
    'Make room and resume, or choose a models folder on another disk.',
  );
}
