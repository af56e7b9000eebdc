import path from 'node:path';

import type * as vscode from 'vscode';

import { findBundledModel } from '../../model/bundledModel';
import { DownloadQueue } from '../../model/download/downloadQueue';
import type { HubAccess } from '../../model/download/httpPort';
import { nodeHttp } from '../../model/download/nodeHttp';
import { findModels } from '../../model/find/findModels';
import type { MachineNotebook } from '../../model/fit/machineNotes';
import { measureBandwidth } from '../../model/fit/measureBandwidth';
import { forkHost } from '../../model/forkHost';
import type { GpuScout } from '../../model/gpu/gpuScout';
import { startHost } from '../../model/startHost';
import { exportKit, importKit } from '../../model/store/kits';
import { ModelStore } from '../../model/store/modelStore';
import { moveModels } from '../../model/store/moveModels';
import { changeSetting } from '../changeSetting';
import { clock } from '../clock';
import type { LiveSettings } from '../liveSettings';
import { bundledRef } from './bundledRef';
import { FoundModels } from './foundModels';
import { hubToken } from './hubToken';
import { installedModels } from './installedModels';
import { LocalShop } from './localShop';
import { MachineFits } from './machineFits';
import { modelsFolder } from './modelsFolder';
import { movedPath } from './movedPath';

export interface CreateShopParts {
  readonly extensionPath: string;
  readonly settings: LiveSettings;
  readonly globalState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  readonly notebook: MachineNotebook;
  readonly scout: GpuScout;
  /** The model file that completes now. */
  inUse(): string | undefined;
}

/** The shop over this machine's folders and the settings' hub. Reads nothing yet and asks nobody. */
export function createShop(parts: CreateShopParts): LocalShop {
  const { extensionPath, settings, globalState, secrets } = parts;
  const bundledFolder = path.join(extensionPath, 'media', 'models');
  const hostFile = path.join(extensionPath, 'dist', 'modelHost.mjs');
  const found = new FoundModels(globalState);
  const model = () => settings.current.model;
  const store = new ModelStore(() => modelsFolder(model().folder));
  const hub = async (): Promise<HubAccess> => ({
    endpoint: model().endpoint,
    token: await hubToken(secrets),
    send: nodeHttp,
    clock,
  });
  const queue = new DownloadQueue({ store, options: async () => ({ hub: await hub() }) });
  const fits = new MachineFits({
    start: (options, signal) => startHost(() => forkHost(hostFile), options, signal),
    measureBandwidth,
    now: () => clock.now(),
    today: () => Date.now(),
    notebook: parts.notebook,
    scout: parts.scout,
    contextTokens: () => model().contextSize,
    preference: () => model().variant,
    bundledFile: () => findBundledModel(bundledFolder),
  });
  return new LocalShop({
    store,
    queue,
    fits,
    families: () => settings.current.families,
    hub,
    installed: () => installedModels(bundledFolder, bundledRef, store, found.all),
    find: async (report, signal) => {
      report('in the folders of other tools');
      return found.keep(await findModels({}, signal));
    },
    forgetFound: (file) => found.forget(file),
    inUse: () => parts.inUse(),
    kits: {
      moveTo: async (folder, report, signal) => {
        const from = store.folder;
        const notes = await parts.notebook.read();
        await moveModels(store, folder, report, signal);
        await changeSetting('model.folder', folder);
        await parts.notebook.update(() => notes); // they lie in the models folder
        // The file that is in use counts as well: its setting may be on its way to the disk.
        const chosen = movedPath(model().path, from, folder) ?? movedPath(parts.inUse() ?? '', from, folder);
        if (chosen !== undefined) await changeSetting('model.path', chosen);
      },
      exportKit: (one, folder, report, signal) => exportKit(one, folder, report, signal),
      importKit: (folder, report, signal) => importKit(folder, store, report, signal),
    },
  });
}
