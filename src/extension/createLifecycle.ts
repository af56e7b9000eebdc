import path from 'node:path';

import type { Clock, Logger } from '../completion/ports';
import { machineMemory } from '../model/fit/machineMemory';
import { neededMemory } from '../model/fit/neededMemory';
import { forkHost } from '../model/forkHost';
import type { GpuScout } from '../model/gpu/gpuScout';
import { ModelLifecycle, type LifecycleSettings } from '../model/modelLifecycle';
import { startHost } from '../model/startHost';
import { installedEngines } from '../model/store/engineStore';
import { withHome } from './chosenModelFile';
import type { ModelSettings } from './settings';

/** The lifecycle of the model in a process of its own; starts nothing yet. */
export function createLifecycle(
  extensionPath: string,
  settings: ModelSettings,
  scout: Pick<GpuScout, 'find'>,
  clock: Clock,
  logger: Logger,
): ModelLifecycle {
  const hostFile = path.join(extensionPath, 'dist', 'modelHost.mjs');
  const engines = installedEngines();
  return new ModelLifecycle({
    start: (options, signal) => startHost(() => forkHost(hostFile, engines), options, signal),
    settings: lifecycleSettings(settings),
    clock,
    logger,
    findBackends: (choice) => scout.find(choice),
    freeMemory: () => machineMemory().free,
    neededMemory,
  });
}

/** The user's settings in the words of the model's room. */
export function lifecycleSettings({
  threads,
  contextSize,
  gpu,
  gpuLayers,
  adapters,
  format,
  ownStops,
  idleMinutes,
}: ModelSettings): LifecycleSettings {
  return {
    contextTokens: contextSize,
    threads,
    gpu,
    gpuLayers,
    adapters: adapters.map(({ file, scale }) => ({ file: withHome(file), scale })),
    format,
    ownStops,
    idleUnloadMinutes: idleMinutes,
  };
}
