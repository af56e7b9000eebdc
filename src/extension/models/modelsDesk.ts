import * as vscode from 'vscode';

import { inspectModelFile } from '../../model/inspectModelFile';
import { nodeHttp } from '../../model/download/nodeHttp';
import { enginesFor } from '../../model/gpu/pinnedEngines';
import { EngineStore, enginesFolder } from '../../model/store/engineStore';
import type { InstalledModel } from '../../model/store/installedModel';
import { changeSetting } from '../changeSetting';
import { clock } from '../clock';
import type { LiveSettings } from '../liveSettings';
import { createShop, type CreateShopParts } from './createShop';
import { progressWords } from './describeNode';
import { engineCommands } from './engineCommands';
import { keepHubToken } from './hubToken';
import type { LocalShop } from './localShop';
import { modelCommands, type ModelCommands } from './modelCommands';
import type { ModelNode } from './modelNode';
import { familyOf } from './modelNode';
import { ModelPages } from './modelPages';
import type { ModelFacts } from './modelFacts';
import { modelPageText } from './modelPageText';
import { ModelsTree } from './modelsTree';

export interface ModelsDeskParts extends CreateShopParts {
  /** Switches to a file and keeps the choice in the settings. Throws `ModelError`. */
  use(file: string): Promise<void>;
  /** Loads the model in use anew. Throws `ModelError`. */
  restart(): Promise<void>;
  /** What the user's own benchmarks say of a model file, a sentence for each. */
  onMyCode(file: string): Promise<readonly string[]>;
  /** Something that the status bar shows has changed. */
  changed(): void;
}

/** Where users meet models: the view, the pages and the commands, over one shop. Reads nothing before one is used. */
export class ModelsDesk {
  readonly commands: ModelCommands;
  readonly #shop: LocalShop;
  readonly #pages: ModelPages;
  readonly #parts: ModelsDeskParts;
  readonly #disposables: vscode.Disposable;
  /** What was read for the pages that were opened, by reference. */
  readonly #looked = new Map<string, Pick<ModelFacts, 'onMyCode' | 'header'>>();

  constructor(parts: ModelsDeskParts) {
    this.#parts = parts;
    const shop = createShop(parts);
    this.#shop = shop;
    const tree = new ModelsTree(() => this.#state());
    this.#pages = new ModelPages((ref) => this.#page(ref));
    const view = vscode.window.createTreeView<ModelNode>('inkling.models', {
      treeDataProvider: tree,
      showCollapseAll: true,
    });
    const engines = engineCommands({
      engines: enginesFor(process.platform, process.arch),
      store: new EngineStore(enginesFolder()),
      scout: parts.scout,
      send: nodeHttp,
      clock,
      registry: () => parts.settings.current.model.engineRegistry,
      isOn: () => parts.settings.current.model.gpu !== 'off',
      switchOn: () => changeSetting('model.gpu', 'auto'),
      restart: () => parts.restart(),
    });
    const models = modelCommands({
      shop: async () => {
        await shop.open();
        return shop;
      },
      use: (file) => parts.use(file),
      useBundled: async () => {
        await vscode.commands.executeCommand('inkling.useBundledModel');
      },
      showPage: (ref) => this.#showPage(ref),
      keepToken: (token) => keepHubToken(parts.secrets, token),
    });
    this.commands = { ...models, ...engines };
    const changes = shop.onChange(() => {
      tree.refresh();
      this.#pages.refresh();
      parts.changed();
    });
    let obeyed = whatTheShopReads(parts.settings);
    const settings = parts.settings.onChange(() => {
      const now = whatTheShopReads(parts.settings);
      if (now === obeyed) return;
      obeyed = now;
      void shop.obeySettings().catch(() => undefined); // what fails here fails again when the view is opened
    });
    this.#disposables = vscode.Disposable.from(changes, settings, view, tree, this.#pages);
  }

  /** What is being downloaded, for the status bar; undefined when nothing is. */
  get downloading(): string | undefined {
    const running = this.#shop.state.downloads.find(({ kind }) => kind === 'running' || kind === 'verifying');
    return running && `${running.ref}: ${progressWords(running)}`;
  }

  async installed(): Promise<readonly InstalledModel[]> {
    await this.#shop.open();
    return this.#shop.state.installed;
  }

  /** The model in use or a setting has changed. */
  refresh(): void {
    this.#shop.refresh();
  }

  /** A model has shown how fast it is here. */
  rejudge(): void {
    void this.#shop.rejudge().catch(() => undefined); // what fails here fails again when asked for
  }

  async dispose(): Promise<void> {
    this.#disposables.dispose();
    await this.#shop.dispose();
  }

  async #state(): Promise<LocalShop['state']> {
    await this.#shop.open();
    return this.#shop.state;
  }

  async #showPage(ref: string): Promise<void> {
    await this.#shop.open();
    const models = this.#meant(ref);
    const sentences = await Promise.all(models.map(({ file }) => this.#parts.onMyCode(file)));
    const format = this.#parts.settings.current.model.format;
    const header =
      models[0] && (await inspectModelFile(models[0].file, Infinity, format).catch(() => undefined));
    this.#looked.set(ref, { onMyCode: sentences.flat(), header });
    await this.#pages.show(ref, this.#title(ref));
  }

  /** The files that the page of a reference is about: this one, else all of its family. */
  #meant(ref: string): readonly InstalledModel[] {
    const { state } = this.#shop;
    const variants = new Set(familyOf(state, ref)?.variants.map((variant) => variant.ref));
    const all = state.installed.filter((model) => model.ref === ref || variants.has(model.ref));
    return all.toSorted((a, b) => Number(b.ref === ref) - Number(a.ref === ref));
  }

  #title(ref: string): string {
    const { state } = this.#shop;
    return familyOf(state, ref)?.name ?? state.installed.find((model) => model.ref === ref)?.name ?? ref;
  }

  #page(ref: string): string {
    const { state } = this.#shop;
    const { onMyCode = [], header } = this.#looked.get(ref) ?? {};
    return modelPageText(this.#title(ref), {
      family: familyOf(state, ref),
      installed: this.#meant(ref),
      downloads: state.downloads.filter(
        (one) => one.ref === ref || familyOf(state, one.ref)?.variants.some((variant) => variant.ref === ref),
      ),
      fits: state.fits,
      inUse: state.inUse,
      header,
      onMyCode,
    });
  }
}

/** In one string to compare: the settings that decide which models there are, where, and how they do here. */
function whatTheShopReads({ current: { families, model } }: LiveSettings): string {
  return JSON.stringify([families, model.folder, model.variant, model.contextSize]);
}
