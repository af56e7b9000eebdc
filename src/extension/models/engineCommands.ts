import * as vscode from 'vscode';

import type { Clock } from '../../completion/ports';
import type { HttpSend } from '../../model/download/httpPort';
import { backendNames } from '../../model/gpu/gpuBackend';
import type { GpuScout } from '../../model/gpu/gpuScout';
import { archiveUrl, type PinnedEngine } from '../../model/gpu/pinnedEngines';
import type { EngineStore } from '../../model/store/engineStore';
import { readableBytes } from './measures';
import type { ModelCommands } from './modelCommands';
import { withProgress } from './progress';

export interface EngineCommandParts {
  /** What there is for this system. */
  readonly engines: readonly PinnedEngine[];
  readonly store: Pick<EngineStore, 'list' | 'install' | 'remove' | 'folderOf'>;
  readonly scout: Pick<GpuScout, 'askAgain'>;
  readonly send: HttpSend;
  readonly clock: Clock;
  /** The setting `inkling.model.engineRegistry`. */
  readonly registry: () => string;
  /** Whether the settings let a model on a graphics card. */
  readonly isOn: () => boolean;
  readonly switchOn: () => Promise<void>;
  /** The model in use is loaded anew, with the engines that are here now. */
  readonly restart: () => Promise<void>;
}

interface EngineItem extends vscode.QuickPickItem {
  readonly engine: PinnedEngine;
}

/** The commands about the engine's packages for graphics cards; whoever registers them shows what they throw. */
export function engineCommands(parts: EngineCommandParts): ModelCommands {
  return {
    'inkling.installEngine': () => installEngine(parts),
    'inkling.removeEngine': () => removeEngine(parts),
  };
}

async function installEngine(parts: EngineCommandParts): Promise<void> {
  const { engines, store, scout } = parts;
  if (engines.length === 0) {
    void vscode.window.showInformationMessage(
      process.platform === 'darwin'
        ? 'Inkling: on a Mac there is nothing to install. On Apple’s processors Metal comes with Inkling.'
        : 'Inkling: there is no engine for a graphics card on this system.',
    );
    return;
  }
  const engine = await askForEngine(parts);
  if (engine === undefined || !(await consent(engine, parts))) return;
  const name = backendNames[engine.backend];
  const { registry, send, clock } = parts;
  const answer = await withProgress(`installing the engine for ${name}`, async (report, signal) => {
    const onProgress = (what: string, share: number): void => {
      report(what, share * installShare);
    };
    await store.install(engine, { registry: registry(), send, clock, onProgress }, signal);
    report('asking for graphics cards', installShare);
    return scout.askAgain(engine.backend, signal);
  });
  if (answer === undefined) return;
  if (answer.kind !== 'works') {
    const detail = `Inkling: the engine for ${name} is installed, but can’t be used here. ${answer.why}`;
    void vscode.window.showWarningMessage(`${detail} The model goes on on the processor.`);
    return;
  }
  await useIt(parts, `Inkling: ${name} drives ${answer.gpu.name}.`);
}

/** The rest of the bar is for asking. */
const installShare = 0.95;

async function useIt({ isOn, switchOn, restart }: EngineCommandParts, found: string): Promise<void> {
  if (isOn()) {
    await restart();
    void vscode.window.showInformationMessage(`${found} The model has been loaded anew.`);
    return;
  }
  const yes = 'Use It';
  if ((await vscode.window.showInformationMessage(found, yes)) === yes) await switchOn();
}

async function askForEngine({ engines, store }: EngineCommandParts): Promise<PinnedEngine | undefined> {
  const here = new Set((await store.list()).map(({ name, version }) => `${name} ${version}`));
  const items = engines.map((engine): EngineItem => ({
    label: backendNames[engine.backend],
    description: here.has(`${engine.name} ${engine.version}`) ? 'installed' : readableBytes(engine.bytes),
    detail: engine.backend === 'cuda' ? 'For NVIDIA cards, with NVIDIA’s driver.' : 'For most cards.',
    engine,
  }));
  const options = {
    title: 'Inkling: Install Engine for Graphics Card',
    placeHolder: 'Nothing is fetched yet.',
  };
  return (await vscode.window.showQuickPick(items, options))?.engine;
}

/** Nothing is fetched before a yes. */
async function consent(engine: PinnedEngine, { registry, store }: EngineCommandParts): Promise<boolean> {
  const { backend, bytes, unpackedBytes, licence, name, version } = engine;
  const yes = 'Install';
  const detail = [
    `Size: ${readableBytes(bytes)}, ${readableBytes(unpackedBytes)} on the disk`,
    `From: ${archiveUrl(registry(), engine)}`,
    `Licence: ${licence}`,
    `Into: ${store.folderOf(version)}`,
    'Compared with the hash that came with Inkling before it is unpacked.',
  ];
  const answer = await vscode.window.showInformationMessage(
    `Install the engine for ${backendNames[backend]} (${name} ${version})?`,
    { modal: true, detail: detail.join('\n') },
    yes,
  );
  return answer === yes;
}

async function removeEngine({ store, isOn, restart }: EngineCommandParts): Promise<void> {
  const here = await store.list();
  if (here.length === 0) {
    void vscode.window.showInformationMessage('Inkling: no engine for a graphics card has been installed.');
    return;
  }
  const items = here.map(({ name, version }) => ({ label: name, description: version, name, version }));
  const options = {
    title: 'Inkling: Remove Engine for Graphics Card',
    placeHolder: 'Its files are deleted.',
  };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (!chosen) return;
  await store.remove(chosen);
  if (isOn()) await restart();
  void vscode.window.showInformationMessage(`Inkling: ${chosen.name} is removed.`);
}
