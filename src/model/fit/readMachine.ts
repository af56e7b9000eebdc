import { readFile, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { defaultThreads, physicalCores } from '../physicalCores';
import type { Gpu, Machine } from './machine';
import { machineMemory } from './machineMemory';

/** Instruction sets that the engine's builds choose by, as Linux writes them; on Arm, NEON and what came after. */
const knownSets = [
  ...['sse4_2', 'avx', 'f16c', 'fma', 'avx2', 'avx_vnni', 'avx512f', 'avx512bw', 'avx512_vnni', 'amx_int8'],
  ...['asimd', 'asimddp', 'asimdhp', 'i8mm', 'sve', 'sve2', 'sme'],
];

/** Takes milliseconds: nothing is measured and no driver is asked. `gpus` is what the engine has told before. */
export async function readMachine(gpus: readonly Gpu[] = []): Promise<Machine> {
  const cores = physicalCores();
  const { total, free } = machineMemory();
  return {
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    architecture: process.arch,
    physicalCores: cores,
    threads: defaultThreads(cores),
    instructionSets: instructionSets(await readFile('/proc/cpuinfo', 'utf8').catch(() => '')),
    totalMemory: total,
    freeMemory: free,
    gpus,
  };
}

/** From the text of /proc/cpuinfo; other systems don't tell without a program, and there the list is empty. */
export function instructionSets(cpuinfo: string): readonly string[] {
  const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(cpuinfo)?.[1] ?? '';
  const all = new Set(line.split(/\s+/));
  return knownSets.filter((name) => all.has(name));
}

/** Bytes that this user may still write where the folder is or will be; undefined when no part of its path exists. */
export async function freeDiskSpace(folder: string): Promise<number | undefined> {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const found = await statfs(place).catch(() => undefined);
    if (found) return found.bavail * found.bsize;
    if (place === path.dirname(place)) return undefined;
  }
}
