import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** In bytes. */
export interface MachineMemory {
  readonly total: number;
  readonly free: number;
}

/** Of the machine, or of the container or service that this process runs in, where that has less. */
export function machineMemory(): MachineMemory {
  const machine = { total: os.totalmem(), free: os.freemem() };
  if (process.platform !== 'linux') return machine;
  const limit = cgroupMemory('/sys/fs/cgroup', readText('/proc/self/cgroup') ?? '');
  if (limit === undefined) return machine;
  return { total: Math.min(machine.total, limit.total), free: Math.min(machine.free, limit.free) };
}

/**
 * The tightest limit from this process's control group up to the root (cgroup v2), or the group's own (v1).
 * @param membership the text of /proc/self/cgroup.
 */
export function cgroupMemory(root: string, membership: string): MachineMemory | undefined {
  const own = /^0::(.*)$/m.exec(membership)?.[1];
  const limits = own === undefined ? [] : foldersUp(root, own).flatMap((folder) => limitOf(folder) ?? []);
  const old = limitOf(path.join(root, 'memory'));
  const all = old === undefined ? limits : [...limits, old];
  if (all.length === 0) return undefined;
  return {
    total: Math.min(...all.map(({ total }) => total)),
    free: Math.min(...all.map(({ free }) => free)),
  };
}

function foldersUp(root: string, own: string): readonly string[] {
  const parts = own.split('/').filter((part) => part !== '' && part !== '..');
  return parts.map((_, index) => path.join(root, ...parts.slice(0, index + 1))).concat(root);
}

/** Version 2 and version 1 name their files differently and count the same. */
function limitOf(folder: string): MachineMemory | undefined {
  const read = (...names: readonly string[]): number | undefined => {
    const [text] = names.flatMap((name) => readText(path.join(folder, name)) ?? []);
    return text === undefined || !/^\d+\s*$/.test(text) ? undefined : Number(text);
  };
  const total = read('memory.max', 'memory.limit_in_bytes');
  // Without a limit the file says "max", or in version 1 a number that no machine has.
  if (total === undefined || total > os.totalmem()) return undefined;
  const used = read('memory.current', 'memory.usage_in_bytes') ?? 0;
  const idle = /^(?:total_)?inactive_file (\d+)$/m.exec(
    readText(path.join(folder, 'memory.stat')) ?? '',
  )?.[1];
  return { total, free: Math.max(0, total - used + Number(idle ?? 0)) };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not a control group, or not of this version.
    return undefined;
  }
}
