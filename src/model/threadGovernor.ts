/** A token that takes this many times the best seen means that other work holds one of the cores at a barrier. */
const jump = 8;
/** So many slow tokens in a row: one alone is a page fault or a scheduler's whim. */
const slowInARow = 3;
/** How long the smaller number of threads is kept before the larger is tried again, in milliseconds. */
const firstHoldMs = 60_000;
const longestHoldMs = 15 * 60_000;

/**
 * Chooses the number of threads by what tokens take. The engine's threads spin at barriers; when one of them loses its
 * core, all of them wait, and a token takes tens of times as long as on fewer threads.
 */
export class ThreadGovernor {
  readonly #most: number;
  #threads: number;
  #bestMs = Infinity;
  #slow = 0;
  #holdMs = firstHoldMs;
  #heldSince = 0;

  constructor(most: number) {
    this.#most = most;
    this.#threads = most;
  }

  get threads(): number {
    return this.#threads;
  }

  /** Notes what one decoded token took; returns the number of threads to use from now on. */
  note(tokenMs: number, nowMs: number): number {
    this.#bestMs = Math.min(this.#bestMs, tokenMs);
    this.#slow = tokenMs >= this.#bestMs * jump ? this.#slow + 1 : 0;
    if (this.#slow >= slowInARow && this.#threads > 1) this.#stepDown(nowMs);
    else if (this.#threads < this.#most && nowMs - this.#heldSince >= this.#holdMs) this.#tryAll();
    return this.#threads;
  }

  #stepDown(nowMs: number): void {
    this.#threads = Math.max(1, Math.floor(this.#threads / 2));
    this.#heldSince = nowMs;
    this.#slow = 0;
  }

  /** Each further try waits twice as long: a machine that is busy all day is not tested every minute. */
  #tryAll(): void {
    this.#threads = this.#most;
    this.#holdMs = Math.min(longestHoldMs, this.#holdMs * 2);
    this.#slow = 0;
  }
}
