import { stat } from 'node:fs/promises';

import type { Clock } from '../../completion/ports';
import { ModelError } from '../errors';
import { tryLock, type FileLock } from '../store/fileLock';
import type { ProgressTeller } from './downloadProgress';
import type { ModelPlace } from './modelPlace';
import { readPartRecord } from './partRecord';

const pollMs = 500;
/** A holder that lives and whose download stands still for so long waits for something that we can't see. */
const standstillPolls = 10 * 60 * 2;

/**
 * The lock of one download. While another process has it, that one's progress is told as `following`; when it ends, in
 * whatever way, the lock is ours, and what it has left is looked at as after a restart.
 * @throws ModelError locked, when the other one stands still; `signal.reason`.
 */
export async function followHolder(
  place: ModelPlace,
  tell: ProgressTeller,
  clock: Clock,
  signal: AbortSignal,
): Promise<FileLock> {
  let total: number | undefined;
  let seen = 0;
  for (let still = 0; ; still += 1) {
    const answer = await tryLock(place.lock);
    if ('lock' in answer) return answer.lock;
    if (still >= standstillPolls) throw heldBy(answer.holder);
    total ??= (await readPartRecord(place.record))?.bytes;
    const { size } = await stat(place.part).catch(() => ({ size: seen }));
    if (size !== seen) still = 0;
    seen = size;
    tell.at('following', seen, total);
    await clock.delay(pollMs, signal);
  }
}

function heldBy(holder: { readonly pid: number; readonly host: string } | undefined): ModelError {
  const who = holder === undefined ? 'Another process' : `Process ${holder.pid} on ${holder.host}`;
  return new ModelError(
    'locked',
    `${who} is downloading this file and does not get on.`,
    'Close the other window or end that process, then try again.',
  );
}
