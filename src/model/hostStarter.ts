import type { Clock, Logger } from '../completion/ports';
import { ModelError } from './errors';
import type { ModelState } from './modelState';
import type { RunningHost, StartOptions } from './startHost';
import type { HostOptions } from './wire';

export interface HostStarterParts {
  /** Loads a file in a new process; see `startHost`. */
  readonly start: (options: StartOptions, signal: AbortSignal) => Promise<RunningHost>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Waits before each new attempt with a model whose process died; after the last one the model has failed. */
const backOffMs: readonly number[] = [500, 2_000, 8_000, 30_000];
/** A process that lived this long did not die of its start. */
const healthyMs = 60_000;

/** Starts model processes, remembers how they died, and draws the consequences. */
export class HostStarter {
  readonly #parts: HostStarterParts;
  readonly #onState: (state: ModelState) => void;
  #attempts = 0;
  #gpuDied = false;

  constructor(parts: HostStarterParts, onState: (state: ModelState) => void) {
    this.#parts = parts;
    this.#onState = onState;
  }

  /** The user asks for a fresh start, or for another model. */
  forgetDeaths(): void {
    this.#attempts = 0;
    this.#gpuDied = false;
  }

  noteDeath(livedMs: number, options: HostOptions): void {
    if (livedMs >= healthyMs) this.#attempts = 0;
    if (options.gpu !== 'off') this.#gpuDied = true;
  }

  /** One start; a second one without the graphics card when the process died with it. Throws like `startHost`. */
  async start(file: string, options: HostOptions, signal: AbortSignal): Promise<RunningHost> {
    const { start, logger } = this.#parts;
    const gpu = this.#gpuDied ? 'off' : options.gpu;
    const onProgress = (progress: number): void => {
      if (!signal.aborted) this.#onState({ kind: 'loading', file, progress });
    };
    const onLog = (line: string): void => {
      logger.debug(line);
    };
    this.#onState({ kind: 'loading', file, progress: 0 });
    try {
      return await start({ file, options: { ...options, gpu }, onProgress, onLog }, signal);
    } catch (error) {
      if (gpu === 'off' || !isDeath(error)) throw error;
      logger.warn(`${error.message} Trying without the graphics card.`);
      this.#gpuDied = true;
      return this.start(file, options, signal);
    }
  }

  /** Starts again as long as processes die, waiting longer each time. Throws the last death, or like `startHost`. */
  async startPatiently(file: string, options: HostOptions, signal: AbortSignal): Promise<RunningHost> {
    for (;;) {
      try {
        return await this.start(file, options, signal);
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
}

function isDeath(error: unknown): error is ModelError {
  return error instanceof ModelError && error.code === 'host-died';
}
