import type { GpuChoice } from './gpu/gpuBackend';
import type { HostOptions } from './wire';

export interface LifecycleSettings extends Omit<HostOptions, 'gpu'> {
  readonly gpu: GpuChoice;
  /** Minutes without a request after which the model's memory is given back; 0 keeps it for ever. */
  readonly idleUnloadMinutes: number;
}

/** Whether a running model has to be loaded anew for the settings to count. */
export function needsRestart(old: LifecycleSettings, next: LifecycleSettings): boolean {
  const same = (['contextTokens', 'threads', 'gpu', 'gpuLayers', 'format'] as const).every(
    (key) => old[key] === next[key],
  );
  const lists = ({ adapters, ownStops = [] }: LifecycleSettings): string =>
    JSON.stringify([adapters, ownStops]);
  return !same || lists(old) !== lists(next);
}
