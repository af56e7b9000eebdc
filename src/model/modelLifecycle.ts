import type { CodeModel, ModelSource } from '../completion/ports';
import { asModelError, ModelError } from './errors';
import { HostStarter } from './hostStarter';
import type { HostStarterParts } from './hostStarter';
import { IdleWatch } from './idleWatch';
import { LatestTask } from './latestTask';
import { StateCell } from './modelState';
import { describePlacement } from './gpu/placement';
import { needsRestart } from './lifecycleSettings';
import type { LifecycleSettings } from './lifecycleSettings';
import type { ModelState } from './modelState';
import type { ModelRun } from './modelRun';
import type { RunningHost } from './startHost';

export type { ModelState } from './modelState';
export type { LifecycleSettings } from './lifecycleSettings';

export interface LifecycleOptions extends HostStarterParts {
  readonly settings: LifecycleSettings;
  /** Bytes that are free now. */
  readonly freeMemory: () => number;
  /** What loading a file would take, in bytes. Rejects when it can't be read. */
  readonly neededMemory: (file: string, settings: LifecycleSettings) => Promise<number>;
}

const msPerMinute = 60_000;
const remedy = 'Restart the model, or choose another one.';

/** Which model is in use and whether it is in memory: loads, unloads, restarts and switches it, one thing at a time. */
export class ModelLifecycle implements ModelSource {
  readonly #options: LifecycleOptions;
  readonly #cell = new StateCell();
  readonly #work = new LatestTask();
  readonly #idle: IdleWatch;
  readonly #starter: HostStarter;
  #settings: LifecycleSettings;
  /** The file in use, in memory or not. */
  #file: string | undefined;
  #host: RunningHost | undefined;
  #hostSince = 0;
  #disposed = false;

  constructor(options: LifecycleOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#idle = new IdleWatch(options.clock);
    this.#starter = new HostStarter(options, (state) => {
      this.#cell.set(state);
    });
  }

  get state(): ModelState {
    return this.#cell.state;
  }

  get hostPid(): number | undefined {
    return this.#host?.pid;
  }

  /** What the model in use has shown of itself here; undefined until it has run for a while. */
  get run(): ModelRun | undefined {
    const speed = this.#host?.model.seenSpeed;
    if (this.#file === undefined || !this.#host || !speed) return undefined;
    const { fileBytes: bytes, placement } = this.#host.card;
    return { file: this.#file, bytes, place: placement.backend, speed };
  }

  onState(listener: (state: ModelState) => void): { dispose(): void } {
    return this.#cell.listen(listener);
  }

  peek(): CodeModel | undefined {
    return this.#host?.model;
  }

  async acquire(signal: AbortSignal): Promise<CodeModel> {
    for (;;) {
      signal.throwIfAborted();
      this.#throwIfDisposed();
      if (this.#host) {
        this.#idle.use();
        return this.#host.model;
      }
      const { state } = this;
      if (state.kind === 'absent')
        throw new ModelError('absent', 'No model has been chosen.', 'Choose a model.');
      if (state.kind === 'failed') throw state.error;
      if (state.kind === 'idle') this.#wake(state.file);
      await this.#cell.next(signal);
    }
  }

  /**
   * Switches to another file. The old model serves until the new one is ready, when both fit into memory.
   * @throws ModelError when the new one can't be had: the old one stays, or comes back. An AbortError when a later call
   * overtakes this one.
   */
  async use(file: string): Promise<void> {
    this.#throwIfDisposed();
    if (file === this.#file && this.state.kind === 'ready') return;
    await this.#work.run((signal) => this.#switchTo(file, signal));
  }

  /** Ends the process and loads the model anew, forgetting what had failed. Throws like `use`. */
  async restart(): Promise<void> {
    this.#throwIfDisposed();
    const file = this.#file;
    if (file === undefined) return;
    await this.#work.run(async (signal) => {
      this.#starter.forgetDeaths();
      this.#cell.set({ kind: 'loading', file, progress: 0 });
      await this.#unload();
      try {
        this.#adopt(file, await this.#starter.start(file, this.#settings, signal));
      } catch (error) {
        signal.throwIfAborted();
        throw this.#fail(file, error);
      }
    });
  }

  /** What only a new process can take over restarts the model in the background. */
  updateSettings(settings: LifecycleSettings): void {
    const old = this.#settings;
    this.#settings = settings;
    if (!this.#host) return;
    this.#watchIdle();
    // A failure is in the state, and an overtaking call has its own caller.
    if (needsRestart(old, settings)) this.restart().catch(() => undefined);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#work.stop();
    await this.#unload();
    this.#cell.set({ kind: 'absent' });
  }

  async #switchTo(file: string, signal: AbortSignal): Promise<void> {
    const before = this.state;
    try {
      this.#cell.set({ kind: 'loading', file, progress: 0 });
      if (this.#host && !(await this.#fitsBeside(file))) await this.#unload();
      this.#starter.forgetDeaths();
      const host = await this.#starter.start(file, this.#settings, signal);
      const old = this.#host;
      this.#adopt(file, host);
      await old?.stop();
    } catch (thrown) {
      // Overtaken: the next task says what the state is.
      signal.throwIfAborted();
      const error = asModelError(thrown, 'load-failed', remedy);
      this.#goBack(before, file, error);
      throw error;
    }
  }

  /** After a switch that failed. */
  #goBack(before: ModelState, tried: string, error: ModelError): void {
    const file = this.#file;
    if (file === undefined) this.#fail(tried, error);
    else if (this.#host) this.#cell.set(this.#readyState(file, this.#host));
    else if (before.kind === 'failed' || before.kind === 'idle') this.#cell.set(before);
    else this.#wake(file);
  }

  async #fitsBeside(file: string): Promise<boolean> {
    // A file that isn't there needs nothing; loading it will say so.
    const bytes = await this.#options.neededMemory(file, this.#settings).catch(() => 0);
    return bytes < this.#options.freeMemory();
  }

  #adopt(file: string, host: RunningHost): void {
    this.#file = file;
    this.#host = host;
    this.#hostSince = this.#options.clock.now();
    this.#idle.use();
    this.#watchIdle();
    this.#cell.set(this.#readyState(file, host));
    void host.ended.then((death) => {
      if (this.#host === host) this.#recover(file, host, death);
    });
  }

  /** The process ended without being told to. */
  #recover(file: string, host: RunningHost, death: ModelError): void {
    const { clock, logger } = this.#options;
    logger.warn(death.message);
    this.#host = undefined;
    this.#idle.stop();
    this.#starter.noteDeath(clock.now() - this.#hostSince, host, death);
    // Otherwise a switch is under way, and decides what to do without the old model.
    if (this.state.kind === 'ready') this.#wake(file, death);
  }

  /** Loads the model in use in the background, after a death with patience; the outcome is in the state. */
  #wake(file: string, death?: ModelError): void {
    this.#cell.set({ kind: 'loading', file, progress: 0 });
    const work = this.#work.run(async (signal) => {
      try {
        if (death) await this.#starter.wait(file, death, signal);
        this.#adopt(file, await this.#starter.startPatiently(file, this.#settings, signal));
      } catch (error) {
        signal.throwIfAborted();
        this.#fail(file, error);
      }
    });
    // Only an abort gets here: whoever overtakes says what comes next.
    work.catch(() => undefined);
  }

  #watchIdle(): void {
    this.#idle.start(this.#settings.idleUnloadMinutes * msPerMinute, () => {
      const { state } = this;
      if (state.kind !== 'ready') return;
      this.#cell.set({ kind: 'idle', file: state.file });
      void this.#unload();
    });
  }

  async #unload(): Promise<void> {
    const host = this.#host;
    this.#host = undefined;
    this.#idle.stop();
    await host?.stop();
  }

  #fail(file: string, thrown: unknown): ModelError {
    const error = asModelError(thrown, 'load-failed', remedy);
    this.#file = file;
    this.#cell.set({ kind: 'failed', file, error });
    return error;
  }

  #readyState(file: string, { card }: RunningHost): ModelState {
    const { name, fim, family = '', contextTokens, fileBytes: bytes } = card;
    const where = describePlacement(card.placement, card.threads);
    const { trouble } = this.#starter;
    return { kind: 'ready', file, name, fim, family, contextTokens, bytes, where, trouble };
  }

  #throwIfDisposed(): void {
    if (this.#disposed) throw new ModelError('disposed', 'Inkling is shutting down.', 'Reload the window.');
  }
}
