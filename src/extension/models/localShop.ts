import * as vscode from 'vscode';

import type { ModelFamily } from '../../model/catalogue/modelFamily';
import type { DownloadQueue } from '../../model/download/downloadQueue';
import type { HubAccess } from '../../model/download/httpPort';
import { newestRevision } from '../../model/download/hubTree';
import { discardPart, listParts } from '../../model/download/parts';
import { listDebris, removeDebris } from '../../model/store/debris';
import type { InstalledModel } from '../../model/store/installedModel';
import type { ModelStore } from '../../model/store/modelStore';
import { downloadOutcome } from './downloadOutcome';
import type { Fits, MachineFits } from './machineFits';
import type { Leftover, ModelShop, Offer, Report, Verified } from './modelShop';
import { offersFor } from './offersFor';
import type { ShopState } from './shopState';
import { verifyFiles } from './verifyFiles';

export interface LocalShopParts {
  readonly store: ModelStore;
  readonly queue: DownloadQueue;
  readonly fits: Pick<MachineFits, 'judge' | 'probe'>;
  families(): readonly ModelFamily[];
  hub(): Promise<HubAccess>;
  /** All that is on this machine, with the files of other tools that were found before. */
  installed(): Promise<readonly InstalledModel[]>;
  /** Looks for files of other tools and remembers them; resolves to how many are new. */
  find(report: Report, signal: AbortSignal): Promise<number>;
  forgetFound(model: InstalledModel): Promise<void>;
  inUse(): string | undefined;
  readonly kits: Pick<ModelShop, 'moveTo' | 'exportKit' | 'importKit'>;
}

/** The models of this machine and of the hub, from the parts in the model's room. Reads nothing before it is asked. */
export class LocalShop implements ModelShop {
  readonly #parts: LocalShopParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #stop: readonly (() => void)[];
  readonly onChange = this.#changed.event;
  #installed: readonly InstalledModel[] = [];
  #judged: Pick<Fits, 'fits' | 'recommended'> = { fits: new Map(), recommended: undefined };
  #opened: Promise<void> | undefined;

  constructor(parts: LocalShopParts) {
    this.#parts = parts;
    this.#stop = [
      parts.queue.onChange(() => {
        this.#changed.fire();
      }),
      parts.queue.onInstalled(() => void this.reload().catch(() => undefined)), // what fails here fails again when asked for
    ];
  }

  get state(): ShopState {
    return {
      families: this.#parts.families(),
      installed: this.#installed,
      downloads: this.#parts.queue.states(),
      fits: this.#judged.fits,
      recommended: this.#judged.recommended,
      inUse: this.#parts.inUse(),
    };
  }

  /** Reads what is there, once; later calls wait for that. */
  open(): Promise<void> {
    return (this.#opened ??= this.#parts.queue.restore().then(() => this.reload()));
  }

  /** Reads the folders, headers and notes anew. */
  async reload(): Promise<void> {
    this.#installed = await this.#parts.installed();
    this.#changed.fire();
    this.#judged = await this.#parts.fits.judge(this.#parts.families(), this.#installed);
    this.#changed.fire();
  }

  /** A model has shown how fast it is here. */
  async rejudge(): Promise<void> {
    if (this.#opened) await this.reload();
  }

  /** The models that there are, or their folder, have changed in the settings. */
  async obeySettings(): Promise<void> {
    if (!this.#opened) return;
    await this.#opened;
    this.#changed.fire();
    await this.#parts.queue.restore();
    await this.reload();
  }

  /** Something else than the files has changed: the model in use, or the settings. */
  refresh(): void {
    this.#changed.fire();
  }

  async offers(reference: string, signal: AbortSignal): Promise<readonly Offer[]> {
    return offersFor(reference, this.#parts.families(), await this.#parts.hub(), signal);
  }

  async download({ variant, family }: Offer): Promise<InstalledModel> {
    const { queue } = this.#parts;
    const licence = family && { name: family.licence.name, url: family.licence.url };
    const outcome = downloadOutcome(queue, variant.ref);
    queue.add({ variant, licence });
    return outcome;
  }

  async pause(ref: string): Promise<void> {
    this.#parts.queue.pause(ref);
    return Promise.resolve();
  }

  async resume(ref: string): Promise<void> {
    this.#parts.queue.resume(ref);
    return Promise.resolve();
  }

  async cancel(ref: string, parts: 'keep' | 'delete'): Promise<void> {
    await this.#parts.queue.cancel(ref, parts);
    this.#changed.fire();
  }

  async addFile(file: string): Promise<InstalledModel> {
    const model = await this.#parts.store.link(file);
    await this.reload();
    return model;
  }

  async find(report: Report, signal: AbortSignal): Promise<number> {
    const count = await this.#parts.find(report, signal);
    await this.reload();
    return count;
  }

  async remove(model: InstalledModel): Promise<void> {
    const { store } = this.#parts;
    if (model.origin === 'downloaded') await store.delete(model.ref);
    if (model.origin === 'linked') await store.forget(model.ref);
    if (model.origin === 'found') await this.#parts.forgetFound(model);
    await this.reload();
  }

  async verify(
    models: readonly InstalledModel[],
    report: Report,
    signal: AbortSignal,
  ): Promise<readonly Verified[]> {
    const results = await verifyFiles(models, this.#parts.store, this.#parts.families(), report, signal);
    await this.reload();
    return results;
  }

  async check(report: Report, signal: AbortSignal): Promise<readonly string[]> {
    const graphics = await this.#parts.fits.probe(report, signal);
    await this.reload();
    return graphics;
  }

  async newerRevision({ source }: InstalledModel, signal: AbortSignal): Promise<string | undefined> {
    if (!source) return undefined;
    const newest = await newestRevision(source.repository, await this.#parts.hub(), signal);
    return newest === source.revision ? undefined : newest;
  }

  async leftovers(): Promise<readonly Leftover[]> {
    const busy = new Set(
      this.#parts.queue
        .states()
        .filter(({ kind }) => kind === 'running' || kind === 'verifying')
        .map(({ ref }) => ref),
    );
    const parts = await listParts(this.#parts.store.folder);
    const unfinished = parts.flatMap(({ record: { variant }, bytes }) =>
      busy.has(variant.ref) ? [] : [{ variant, bytes }],
    );
    return [...unfinished, ...(await listDebris(this.#parts.store.folder))];
  }

  async removeLeftovers(leftovers: readonly Leftover[]): Promise<void> {
    const { store, queue } = this.#parts;
    for (const leftover of leftovers) {
      if ('variant' in leftover) {
        await queue.cancel(leftover.variant.ref, 'delete');
        await discardPart(store.folder, leftover.variant);
      } else await removeDebris(store.folder, leftover);
    }
    this.#changed.fire();
  }

  async moveTo(folder: string, report: Report, signal: AbortSignal): Promise<void> {
    await this.#parts.kits.moveTo(folder, report, signal);
    await this.reload();
  }

  async exportKit(model: InstalledModel, folder: string, report: Report, signal: AbortSignal): Promise<void> {
    await this.#parts.kits.exportKit(model, folder, report, signal);
  }

  async importKit(folder: string, report: Report, signal: AbortSignal): Promise<readonly InstalledModel[]> {
    const models = await this.#parts.kits.importKit(folder, report, signal);
    await this.reload();
    return models;
  }

  async dispose(): Promise<void> {
    for (const stop of this.#stop) stop();
    this.#changed.dispose();
    await this.#parts.queue.dispose();
  }
}
