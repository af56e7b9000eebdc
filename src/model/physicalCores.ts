import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const linuxCpus = '/sys/devices/system/cpu';

/**
 * Processor cores that calculate on their own: two hardware threads of one core share its arithmetic units, and a
 * second one spinning at the engine's barriers only takes time from the first.
 * Linux tells through /sys. macOS on Apple silicon has one thread a core. Elsewhere half of the logical processors
 * counts, which is right wherever hardware threads are on and careful where they are not.
 */
export function physicalCores(): number {
  const logical = os.availableParallelism();
  if (process.platform === 'linux') return Math.min(logical, linuxCores(linuxCpus) ?? logical);
  if (process.platform === 'darwin' && process.arch === 'arm64') return logical;
  return Math.max(1, Math.floor(logical / 2));
}

/** Counts the sets of sibling threads below a /sys/devices/system/cpu folder; undefined when it tells nothing. */
export function linuxCores(folder: string): number | undefined {
  try {
    const siblings = readdirSync(folder)
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => readFileSync(path.join(folder, name, 'topology/thread_siblings_list'), 'utf8').trim());
    return new Set(siblings).size || undefined;
  } catch {
    // A container may hide /sys; the caller has a fallback.
    return undefined;
  }
}

/** All but one core: the engine's threads spin, and the one left runs the editor and this process's event loop. */
export function defaultThreads(cores: number): number {
  return Math.max(1, cores - 1);
}
