import { noGraphics } from '../../../src/model/gpu/gpuScout';
import { ModelLifecycle } from '../../../src/model/modelLifecycle';
import type { LifecycleSettings } from '../../../src/model/modelLifecycle';
import { ManualClock } from '../../fakes/manualClock';
import { PaperHosts } from './paperHosts';

export const nothing = (): void => undefined;
export const never = new AbortController().signal;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing };
export const settings: LifecycleSettings = {
  contextTokens: 100,
  threads: 0,
  gpu: 'off',
  gpuLayers: 'auto',
  adapters: [],
  idleUnloadMinutes: 0,
};

export function setUp(own: Partial<LifecycleSettings> = {}, freeMemory = Infinity) {
  const hosts = new PaperHosts();
  const clock = new ManualClock();
  const lifecycle = new ModelLifecycle({
    start: hosts.start,
    settings: { ...settings, ...own },
    clock,
    logger: silent,
    freeMemory: () => freeMemory,
    findBackends: (choice) =>
      Promise.resolve({ ...noGraphics, usable: choice === 'auto' ? ['cuda', 'vulkan'] : [] }),
    neededMemory: () => Promise.resolve(1_000_000),
  });
  const kinds: string[] = [];
  lifecycle.onState(({ kind }) => kinds.at(-1) === kind || kinds.push(kind));
  return { hosts, clock, lifecycle, kinds };
}
