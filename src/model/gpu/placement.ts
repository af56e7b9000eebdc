import { backendNames } from './gpuBackend';
import type { GpuBackend } from './gpuBackend';

/** Where a loaded model calculates. */
export interface Placement {
  readonly backend: 'cpu' | GpuBackend;
  /** The graphics card as its driver calls it; undefined on the processor. */
  readonly device: string | undefined;
  /** Of the model's layers, how many the graphics card holds. */
  readonly gpuLayers: number;
  readonly layers: number;
}

/** One sentence for the status bar and for diagnostics. */
export function describePlacement(
  { backend, device, gpuLayers, layers }: Placement,
  threads: number,
): string {
  const processor = `the processor (${threads} ${threads === 1 ? 'thread' : 'threads'})`;
  if (backend === 'cpu' || gpuLayers === 0) return `Runs on ${processor}.`;
  const card = `${device ?? 'the graphics card'} (${backendNames[backend]})`;
  if (gpuLayers >= layers) return `Runs on ${card}.`;
  return `Runs with ${gpuLayers} of ${layers} layers on ${card}, the rest on ${processor}.`;
}
