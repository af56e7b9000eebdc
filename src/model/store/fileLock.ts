import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ModelError } from '../errors';
import { Fields } from '../parseFields';
import { codeOf } from './diskProblem';

/** How often the owner of a lock shows that it lives. */
const beatMs = 1_000;
/** A dead process of this machine left a lock without a beat for this long: the few beats are for a sandbox's other ids. */
const deadAfterMs = 4 * beatMs;
/** The same for a process that can't be asked: on another machine, or stopped. A suspended laptop wakes within a beat. */
const silentAfterMs = 30 * beatMs;

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** One lock's own name. */
  readonly id: string;
}

/** The right to write. Another process may break it when this one was stopped for too long: ask before what can't be undone. */
export interface FileLock {
  /** @throws ModelError locked, when it is ours no more. */
  check(): Promise<void>;
  release(): Promise<void>;
}

export type LockAnswer = { readonly lock: FileLock } | { readonly holder: LockHolder | undefined };

/**
 * Takes the lock, or says who has it. A lock whose owner is gone is broken first, and only by one process at a time.
 * The folder must exist.
 */
export async function tryLock(file: string): Promise<LockAnswer> {
  for (;;) {
    const lock = await create(file);
    if (lock !== undefined) return { lock };
    const seen = await look(file);
    if (seen === undefined) continue;
    if (!(await isStale(file, seen))) return { holder: seen.holder };
    await breakLock(file, seen);
  }
}

/** Waits for the lock. Throws `signal.reason`. */
export async function waitForLock(file: string, pollMs: number, signal: AbortSignal): Promise<FileLock> {
  for (;;) {
    signal.throwIfAborted();
    const answer = await tryLock(file);
    if ('lock' in answer) return answer.lock;
    await sleep(pollMs);
  }
}

/** Whether somebody holds the lock and lives. */
export async function isLocked(file: string): Promise<boolean> {
  const seen = await look(file);
  return seen !== undefined && !(await isStale(file, seen));
}

interface Seen {
  readonly holder: LockHolder | undefined;
  readonly beatAt: number;
}

async function create(file: string): Promise<FileLock | undefined> {
  const handle = await open(file, 'wx').catch(unlessThere);
  if (handle === undefined) return undefined;
  const holder: LockHolder = { pid: process.pid, host: os.hostname(), id: randomUUID() };
  try {
    await handle.writeFile(JSON.stringify(holder));
  } catch (error) {
    // A full disk has room for a name and not for what it says; nobody could tell whose lock this is.
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A beat that fails is a beat missed; the holder notices at its next question.
    handle.utimes(now, now).catch(() => undefined);
  }, beatMs);
  beat.unref();
  const isMine = async (): Promise<boolean> => (await look(file))?.holder?.id === holder.id;
  return {
    check: async () => {
      if (!(await isMine())) throw takenOver(file);
    },
    release: async () => {
      clearInterval(beat);
      if (await isMine()) await rm(file, { force: true });
      await handle.close();
    },
  };
}

async function look(file: string): Promise<Seen | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return { holder: parseHolder(text), beatAt: mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const fields = new Fields(JSON.parse(text));
    return { pid: fields.count('pid'), host: fields.text('host'), id: fields.text('id') };
  } catch {
    // Somebody is writing it, or died while writing; its age decides.
    return undefined;
  }
}

/** Clocks of two machines may differ, so a silence is believed when it lasts while we watch. */
async function isStale(file: string, { holder, beatAt }: Seen): Promise<boolean> {
  const isDead = holder !== undefined && holder.host === os.hostname() && !isAlive(holder.pid);
  const silence = Math.abs(Date.now() - beatAt);
  if (silence <= (isDead ? deadAfterMs : silentAfterMs)) return false;
  if (isDead) return true;
  await sleep(3 * beatMs);
  return (await look(file))?.beatAt === beatAt;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Two processes may see the same stale lock; the second must not remove what the first has just made in its place. */
async function breakLock(file: string, seen: Seen): Promise<void> {
  const breaker = `${file}.break`;
  const handle = await open(breaker, 'wx').catch(unlessThere);
  if (handle === undefined) {
    const { mtimeMs } = await stat(breaker).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > silentAfterMs) await rm(breaker, { force: true });
    await sleep(50);
    return;
  }
  try {
    const now = await look(file);
    if (now?.beatAt === seen.beatAt && now.holder?.id === seen.holder?.id) await rm(file, { force: true });
  } finally {
    await handle.close();
    await rm(breaker, { force: true });
  }
}

function takenOver(file: string): ModelError {
  return new ModelError(
    'locked',
    `Another process has taken ${path.basename(file)} over while this one was stopped.`,
    'Look there how far it is, or try again.',
  );
}

function unlessThere(error: unknown): undefined {
  if (codeOf(error) !== 'EEXIST') throw error;
  return undefined;
}
