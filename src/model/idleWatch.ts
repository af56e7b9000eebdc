import type { Clock } from '../completion/ports';

/** Tells when something was not used for a while. */
export class IdleWatch {
  readonly #clock: Clock;
  #lastUse = 0;
  #watch = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  use(): void {
    this.#lastUse = this.#clock.now();
  }

  /** Counts from the last use; replaces the watch before. A limit of 0 never ends. */
  start(limitMs: number, onIdle: () => void): void {
    this.stop();
    if (limitMs <= 0) return;
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    const tell = (): void => {
      if (!signal.aborted) onIdle();
    };
    // Rejects only when stopped.
    this.#wait(limitMs, signal).then(tell, () => undefined);
  }

  stop(): void {
    this.#watch.abort();
  }

  async #wait(limitMs: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const leftMs = this.#lastUse + limitMs - this.#clock.now();
      if (leftMs <= 0) return;
      await this.#clock.delay(leftMs, signal);
      signal.throwIfAborted();
    }
  }
}
