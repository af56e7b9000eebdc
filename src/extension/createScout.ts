import path from 'node:path';

import { engineVersion } from '../model/engineVersion';
import type { MachineNotebook } from '../model/fit/machineNotes';
import { forkHost } from '../model/forkHost';
import { askGpu } from '../model/gpu/askGpu';
import { driverFingerprint } from '../model/gpu/driverFingerprint';
import { installedPackage, packageFor } from '../model/gpu/enginePackages';
import { GpuScout } from '../model/gpu/gpuScout';
import { installedEngines } from '../model/store/engineStore';

export interface CreateScoutParts {
  /** Holds dist/. */
  readonly root: string;
  readonly notebook: MachineNotebook;
  readonly found: () => void;
}

/** What asks the engine about graphics cards; asks nothing yet. */
export function createScout({ root, notebook, found }: CreateScoutParts): GpuScout {
  const hostFile = path.join(root, 'dist', 'modelHost.mjs');
  const engines = installedEngines();
  const folders = [engines, path.join(root, 'dist', 'node_modules'), path.join(root, 'node_modules')];
  return new GpuScout({
    platform: process.platform,
    ask: (backend, signal) => askGpu(() => forkHost(hostFile, engines), backend, signal),
    engineFor: async (backend) => {
      const name = packageFor(backend, process.platform, process.arch);
      const place = name && (await installedPackage(name, folders));
      return place && `${engineVersion} ${place}`;
    },
    drivers: () => driverFingerprint(),
    notes: {
      read: async () => (await notebook.read()).gpus,
      update: (change) => notebook.update((notes) => ({ ...notes, gpus: change(notes.gpus) })),
    },
    today: () => Date.now(),
    found,
  });
}
