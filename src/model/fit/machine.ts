import type { GpuBackend } from '../gpu/gpuBackend';

/** What this computer has to run a model with. Plain data. */
export interface Machine {
  /** As its maker calls it. */
  readonly processor: string;
  /** Node's name: 'x64', 'arm64'. */
  readonly architecture: string;
  readonly physicalCores: number;
  /** How many of them a model gets when the user leaves that to Inkling. */
  readonly threads: number;
  /** Those that the engine has code for, lowest first: 'sse4_2', 'avx', 'avx2', 'fma', 'avx512f', … */
  readonly instructionSets: readonly string[];
  readonly totalMemory: number;
  readonly freeMemory: number;
  /** Empty when there is none, and before the engine has been asked. */
  readonly gpus: readonly Gpu[];
}

export interface Gpu {
  readonly name: string;
  readonly backend: GpuBackend;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** Which machine a measurement belongs to: what changes its speed, and nothing that changes by the hour. */
export function machineIdentity(machine: Omit<Machine, 'freeMemory' | 'gpus'>): string {
  const { processor, architecture, physicalCores, instructionSets, totalMemory } = machine;
  const gigabytes = Math.round(totalMemory / 2 ** 30);
  return [processor, architecture, physicalCores, instructionSets.join('+'), `${gigabytes} GiB`].join(', ');
}
