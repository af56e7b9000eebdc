import type { ModelVariant } from '../catalogue/modelFamily';
import { asModelError } from '../errors';
import type { DownloadState, InstalledModel } from '../store/installedModel';
import type { ModelStore } from '../store/modelStore';
import { downloadModel, type DownloadOptions } from './downloadModel';
import type { DownloadProgress } from './downloadProgress';
import type { LicenceNote } from './partRecord';
import { discardPart, listParts } from './parts';

/** What the user has asked for. */
export interface DownloadOrder {
  readonly variant: ModelVariant;
  readonly licence: LicenceNote | undefined;
}

export interface QueueParts {
  readonly store: ModelStore;
  /** Asked at each start, so that a changed setting counts from then on. */
  readonly options: () => Promise<Omit<DownloadOptions, 'folder' | 'licence' | 'onProgress'>>;
  /** Replaced by tests only. */
  readonly download?: typeof downloadModel;
}

interface Item {
  readonly order: DownloadOrder;
  readonly state: DownloadState;
  /** Set while it runs. */
  readonly stop: AbortController | undefined;
}

/**
 * The downloads of one window, one at a time: the line is the bottleneck, and one model that is ready beats two that
 * are not. Two windows with the same download don't disturb each other: the second follows the first.
 */
export class DownloadQueue {
  readonly #parts: QueueParts;
  readonly #items = new Map<string, Item>();
  readonly #listeners = new Set<(state: DownloadState) => void>();
  readonly #installed = new Set<(model: InstalledModel) => void>();
  #running: Promise<void> = Promise.resolve();
  #isBusy = false;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Tells every change; returns how to stop listening. */
  onChange(listener: (state: DownloadState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Tells every finished download. */
  onInstalled(listener: (model: InstalledModel) => void): () => void {
    this.#installed.add(listener);
    return () => void this.#installed.delete(listener);
  }

  /** In the order in which they were asked for. */
  states(): readonly DownloadState[] {
    return [...this.#items.values()].map(({ state }) => state);
  }

  /** What earlier sessions left unfinished, as paused: nothing is fetched before the user says so. */
  async restore(): Promise<void> {
    for (const { record, bytes } of await listParts(this.#parts.store.folder)) {
      const { variant, licence } = record;
      if (this.#items.has(variant.ref)) continue;
      this.#items.set(variant.ref, {
        order: { variant, licence },
        state: { ...idleState(variant, 'paused'), bytesDone: bytes, bytesTotal: record.bytes },
        stop: undefined,
      });
      this.#tell(variant.ref);
    }
  }

  /** Starts a download, or goes on with one that is paused or has failed. */
  add(order: DownloadOrder): void {
    const { ref } = order.variant;
    const old = this.#items.get(ref);
    // One that was just paused may still be winding down: it gets its turn after that.
    const isRunning = old?.stop?.signal.aborted === false;
    if (isRunning || old?.state.kind === 'queued') return;
    const { bytesDone = 0, bytesTotal = order.variant.bytes } = old?.state ?? {};
    const isNew = old === undefined || old.state.kind === 'done';
    const state = { ...idleState(order.variant, 'queued'), bytesDone: isNew ? 0 : bytesDone, bytesTotal };
    // At the end of the line, wherever it stood.
    this.#items.delete(ref);
    this.#items.set(ref, { order, state, stop: undefined });
    this.#tell(ref);
    this.#next();
  }

  /** Keeps what has arrived. */
  pause(ref: string): void {
    const item = this.#items.get(ref);
    if (item === undefined || item.state.kind === 'done') return;
    item.stop?.abort(new Error('paused'));
    this.#set(ref, { kind: 'paused', bytesPerSecond: undefined });
  }

  resume(ref: string): void {
    const item = this.#items.get(ref);
    if (item !== undefined) this.add(item.order);
  }

  /** Takes a download off the list; what has arrived stays for another day, or goes, as the user says. */
  async cancel(ref: string, arrived: 'keep' | 'delete'): Promise<void> {
    const item = this.#items.get(ref);
    if (item === undefined) return;
    item.stop?.abort(new Error('cancelled'));
    this.#items.delete(ref);
    if (item.stop !== undefined) await this.#running;
    if (arrived === 'delete' && !this.#items.has(ref))
      await discardPart(this.#parts.store.folder, item.order.variant);
    for (const listener of this.#listeners)
      listener({ ...item.state, kind: 'paused', bytesPerSecond: undefined });
  }

  /** Pauses everything, and waits until nothing writes any more. */
  async dispose(): Promise<void> {
    this.#listeners.clear();
    this.#installed.clear();
    for (const ref of this.#items.keys()) this.pause(ref);
    await this.#running;
  }

  #next(): void {
    if (this.#isBusy) return;
    const [item] = [...this.#items.values()].filter(({ state }) => state.kind === 'queued');
    if (item === undefined) return;
    this.#isBusy = true;
    this.#running = this.#run(item.order).finally(() => {
      this.#isBusy = false;
      this.#next();
    });
  }

  async #run(order: DownloadOrder): Promise<void> {
    const { variant, licence } = order;
    const { ref } = variant;
    const { store, options, download = downloadModel } = this.#parts;
    const stop = new AbortController();
    const state = {
      ...(this.#items.get(ref)?.state ?? idleState(variant, 'queued')),
      kind: 'running',
    } as const;
    this.#items.set(ref, { order, state, stop });
    this.#tell(ref);
    const onProgress = (progress: DownloadProgress): void => {
      if (!stop.signal.aborted) this.#set(ref, shown(progress));
    };
    try {
      const wanted = { ...(await options()), folder: store.folder, licence, onProgress };
      const file = await download(variant, wanted, stop.signal);
      const model = await store.addDownloaded(variant, file, licence);
      this.#finish(ref, {
        kind: 'done',
        bytesDone: file.bytes,
        bytesTotal: file.bytes,
        bytesPerSecond: undefined,
      });
      for (const listener of this.#installed) listener(model);
    } catch (error) {
      if (stop.signal.aborted) this.#finish(ref, {});
      else {
        const { code, message, remedy } = asModelError(error, 'server-error', 'Try again.');
        const problem = { code, message, remedy };
        this.#finish(ref, { kind: 'failed', bytesPerSecond: undefined, problem });
      }
    }
  }

  #finish(ref: string, change: Partial<DownloadState>): void {
    const item = this.#items.get(ref);
    if (item === undefined) return;
    this.#items.set(ref, { ...item, stop: undefined });
    this.#set(ref, change);
  }

  #set(ref: string, change: Partial<DownloadState>): void {
    const item = this.#items.get(ref);
    if (item === undefined) return;
    this.#items.set(ref, { ...item, state: { ...item.state, ...change } });
    this.#tell(ref);
  }

  #tell(ref: string): void {
    const item = this.#items.get(ref);
    if (item === undefined) return;
    for (const listener of this.#listeners) listener(item.state);
  }
}

function idleState({ ref, bytes }: ModelVariant, kind: DownloadState['kind']): DownloadState {
  return { ref, kind, bytesDone: 0, bytesTotal: bytes, bytesPerSecond: undefined, problem: undefined };
}

/** A view has fewer words: whoever waits or follows is on the way. */
function shown({
  kind,
  bytesDone,
  bytesTotal,
  bytesPerSecond,
  problem,
}: DownloadProgress): Partial<DownloadState> {
  const pause = problem && { code: problem.code, message: problem.message, remedy: problem.remedy };
  return {
    kind: kind === 'verifying' ? 'verifying' : 'running',
    bytesDone,
    bytesTotal,
    bytesPerSecond,
    problem: pause,
  };
}
