/** Weight of the newest measurement. */
const newest = 0.2;
/** Of the drafts that would not pay, each so-many-th is judged all the same: machines and projects change. */
const retryEvery = 16;

/**
 * Whether judging drafts brings tokens faster than writing them one by one. It depends on the model, the processor and
 * on how often drafts are right: reading nine tokens at once took 3.7 times as long as one with a model of 4 MB, and 6.3
 * times with one of 172 MB, on one thread each.
 */
export class DraftGauge {
  #single: Pace | undefined;
  #drafted: Pace | undefined;
  #declined = 0;

  /** A batch read `read` tokens in `ms` milliseconds and brought `brought` of the answer. */
  note(brought: number, read: number, ms: number): void {
    if (read === 1) this.#single = mixed(this.#single, { ms, brought });
    else this.#drafted = mixed(this.#drafted, { ms, brought });
  }

  /** Whether to judge the draft at hand. */
  wantsDraft(): boolean {
    if (!this.#single || !this.#drafted) return true;
    if (msPerToken(this.#drafted) <= msPerToken(this.#single)) return true;
    this.#declined += 1;
    return this.#declined % retryEvery === 0;
  }
}

/**
 * What a batch costs and what it brings, each averaged by itself. A draft that is right at times is worth the sum of what it
 * brings: averaging the milliseconds of each token would count a wrong draft's one token as much as a right one's nine.
 */
interface Pace {
  readonly ms: number;
  readonly brought: number;
}

function mixed(old: Pace | undefined, now: Pace): Pace {
  if (!old) return now;
  const mix = (before: number, after: number): number => before + newest * (after - before);
  return { ms: mix(old.ms, now.ms), brought: mix(old.brought, now.brought) };
}

function msPerToken({ ms, brought }: Pace): number {
  return ms / brought;
}
