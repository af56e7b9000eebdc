import { stat } from 'node:fs/promises';

import { hashFile } from '../store/hashFile';
import type { RemoteFile } from './askHub';
import type { ProgressTeller } from './downloadProgress';

/** The hash of the file that is already there, when it is the one that the hub has; undefined when it is to be downloaded. */
export async function existingModel(
  file: string,
  remote: RemoteFile,
  tell: ProgressTeller,
  signal: AbortSignal,
): Promise<{ readonly bytes: number; readonly sha256: string } | undefined> {
  const there = await stat(file).catch(() => undefined);
  // Without a hash nobody can tell whether an old file is the same.
  if (there?.isFile() !== true || remote.sha256 === undefined) return undefined;
  if (remote.bytes !== undefined && there.size !== remote.bytes) return undefined;
  const sha256 = await hashFile(
    file,
    (done) => {
      tell.at('verifying', done, there.size);
    },
    signal,
  );
  return sha256 === remote.sha256 ? { bytes: there.size, sha256 } : undefined;
}
