import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const askAgainMs = 1_000;
/** The slowest install measured took some minutes; whoever holds the lock longer than this is stuck. */
const giveUpAfterMs = 30 * 60_000;

/**
 * Runs `work` while no other process does the same: the lock is a file that holds the owner's process id.
 * A lock whose owner is gone (Ctrl+C, a crash, a reboot) is taken over. Throws after half an hour of waiting.
 */
export async function withLock(file, work) {
  await acquire(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

async function acquire(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const startedAt = Date.now();
  let isTold = false;
  while (!tryAcquire(file)) {
    const owner = ownerOf(file);
    if (owner !== undefined && !isAlive(owner)) {
      rmSync(file, { force: true });
      continue;
    }
    if (Date.now() - startedAt > giveUpAfterMs)
      throw new Error(`Another set-up (process ${owner}) holds ${file} for too long.`);
    if (!isTold) console.log(`Waiting for another set-up (process ${owner}) to finish…`);
    isTold = true;
    await sleep(askAgainMs);
  }
}

function tryAcquire(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** undefined while the owner has made the file and not yet written its id, or has just removed it. */
function ownerOf(file) {
  try {
    const id = Number(readFileSync(file, 'utf8'));
    return id > 0 ? id : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
