import type { Clock, Logger } from '../completion/ports';
import { ModelError } from './errors';
import type { ModelErrorCode } from './errors';
import { backendNames } from './gpu/gpuBackend';
import type { GpuBackend, GpuChoice } from './gpu/gpuBackend';
import { noGraphics } from './gpu/gpuScout';
import type { GpuFindings } from './gpu/gpuScout';
import type { LifecycleSettings } from './lifecycleSettings';
import type { ModelState } from './modelState';
import type { RunningHost, StartOptions } from './startHost';

export interface HostStarterParts {
  /** Loads a file in a new process; see `startHost`. */
  readonly start: (options: StartOptions, signal: AbortSignal) => Promise<RunningHost>;
  /** The ways to a graphics card that are worth a try, and why others are not. Does not wait for a driver. */
  readonly findBackends: (choice: GpuChoice) => Promise<GpuFindings>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Waits before each new attempt with a model whose process died; after the last one the model has failed. */
const backOffMs: readonly number[] = [500, 2_000, 8_000, 30_000];
/** A process that lived this long did not die of its start. */
const healthyMs = 60_000;
/** What may be the graphics card's fault rather than the file's. */
const worthAnotherTry: readonly ModelErrorCode[] = [
  'host-died',
  'load-failed',
  'too-big-for-memory',
  'engine-missing',
];

/** Starts model processes, remembers how they died, and draws the consequences. */
export class HostStarter {
  readonly #parts: HostStarterParts;
  readonly #onState: (state: ModelState) => void;
  #attempts = 0;
  /** Why each back-end that was tried is not used. */
  readonly #refused = new Map<GpuBackend, string>();
  /** The same for those that are known not to work before a try. */
  #notFound: ReadonlyMap<GpuBackend, string> = new Map();
  #adapterTrouble: string | undefined;

  constructor(parts: HostStarterParts, onState: (state: ModelState) => void) {
    this.#parts = parts;
    this.#onState = onState;
  }

  /** What the settings ask for and the running model does without, and why: sentences, or ''. */
  get trouble(): string {
    const gpu = [...this.#notFound, ...this.#refused].map(
      ([backend, why]) => `${backendNames[backend]} is not used: ${why}`,
    );
    return [...gpu, this.#adapterTrouble ?? []].flat().join(' ');
  }

  /** The user asks for a fresh start, or for another model. */
  forgetDeaths(): void {
    this.#attempts = 0;
    this.#refused.clear();
  }

  noteDeath(livedMs: number, { card: { placement } }: RunningHost, { message }: ModelError): void {
    if (livedMs >= healthyMs) this.#attempts = 0;
    if (placement.backend !== 'cpu') this.#refused.set(placement.backend, message);
  }

  /** One start; another one without the adapters when one of them is bad: a model without it beats none. */
  async start(file: string, settings: LifecycleSettings, signal: AbortSignal): Promise<RunningHost> {
    this.#adapterTrouble = undefined;
    this.#onState({ kind: 'loading', file, progress: 0 });
    try {
      return await this.#startSomewhere(file, settings, signal);
    } catch (error) {
      if (!(error instanceof ModelError) || error.code !== 'bad-adapter') throw error;
      this.#parts.logger.warn(error.message);
      const host = await this.#startSomewhere(file, { ...settings, adapters: [] }, signal);
      this.#adapterTrouble = `${error.message} ${error.remedy}`;
      return host;
    }
  }

  /** Starts again as long as processes die, waiting longer each time. Throws the last death, or like `startHost`. */
  async startPatiently(file: string, settings: LifecycleSettings, signal: AbortSignal): Promise<RunningHost> {
    for (;;) {
      try {
        return await this.start(file, settings, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!isDeath(error)) throw error;
        await this.wait(file, error, signal);
      }
    }
  }

  /** The wait after a death; throws it when there were too many. */
  async wait(file: string, death: ModelError, signal: AbortSignal): Promise<void> {
    const inMs = backOffMs[this.#attempts];
    if (inMs === undefined) throw death;
    this.#attempts += 1;
    this.#onState({ kind: 'restarting', file, attempt: this.#attempts, inMs });
    await this.#parts.clock.delay(inMs, signal);
  }

  /** On each back-end until one succeeds, on the processor at last. Throws like `startHost`. */
  async #startSomewhere(
    file: string,
    settings: LifecycleSettings,
    signal: AbortSignal,
  ): Promise<RunningHost> {
    const found = settings.gpu === 'off' ? noGraphics : await this.#parts.findBackends(settings.gpu);
    signal.throwIfAborted();
    this.#notFound = found.refused;
    for (const gpu of found.usable.filter((backend) => !this.#refused.has(backend))) {
      try {
        return await this.#startOn(gpu, file, settings, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ModelError) || !worthAnotherTry.includes(error.code)) throw error;
        this.#parts.logger.warn(`${backendNames[gpu]}: ${error.message}`);
        this.#refused.set(gpu, error.message);
      }
    }
    return this.#startOn('off', file, settings, signal);
  }

  #startOn(
    gpu: GpuBackend | 'off',
    file: string,
    { contextTokens, threads, gpuLayers, adapters, format = 'auto', ownStops = [] }: LifecycleSettings,
    signal: AbortSignal,
  ): Promise<RunningHost> {
    const onProgress = (progress: number): void => {
      if (!signal.aborted) this.#onState({ kind: 'loading', file, progress });
    };
    const onLog = (line: string): void => {
      this.#parts.logger.debug(line);
    };
    const options = { contextTokens, threads, gpu, gpuLayers, adapters, format, ownStops };
    return this.#parts.start({ file, options, onProgress, onLog }, signal);
  }
}

function isDeath(error: unknown): error is ModelError {
  return error instanceof ModelError && error.code === 'host-died';
}
