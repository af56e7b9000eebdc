import type { Clock } from '../ports';

/** The extension host is never held for more than half a frame, 8 ms, at a stretch: what a slice ends with needs its time too. */
export const sliceMs = 6;

/** Work that takes a breath whenever it has held the extension host for a slice, and gives up when patience ends. */
export class Slices {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  #until: number;

  constructor(clock: Clock, patienceMs: number, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    const now = clock.now();
    this.#deadline = now + patienceMs;
    this.#until = now + sliceMs;
  }

  /** To be asked in the middle of the work: whether to stop here for a breath. */
  get isUsedUp(): boolean {
    return this.#clock.now() >= this.#until;
  }

  /** Lets others go first when the slice is used up. False when patience has ended. Throws `signal.reason`. */
  async goOn(): Promise<boolean> {
    this.#signal.throwIfAborted();
    if (this.isUsedUp) {
      await this.#clock.delay(0, this.#signal);
      this.#until = this.#clock.now() + sliceMs;
    }
    return this.#clock.now() < this.#deadline;
  }
}
