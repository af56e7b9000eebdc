import { setTimeout as realDelay } from 'node:timers/promises';

import type { Clock } from '../../../src/completion/ports';
import { ManualClock, quiet } from '../../fakes/manualClock';

/** Work inside the process goes on in so many turns of the event loop, or is waiting for a timer. */
const turns = 4;
/** How often to look again where nobody says what is waited for, in milliseconds of the real clock. */
const lookEveryMs = 1;
/** WebAssembly is compiled in other threads and does not say so: the first jumps take this long. In milliseconds. */
const slowStart = { jumps: 40, ms: 25 };
/** A stand-still of this length is a deadlock, in milliseconds of the real clock. */
const patienceMs = 20_000;

/**
 * A clock that jumps to the next timer whenever nothing else can go on: what is timed costs what it says, and all other
 * work takes no time. A run gives the same times on any machine, however busy.
 */
export class SimulatedClock implements Clock {
  readonly #clock = new ManualClock();
  #outside = 0;
  #wake: () => void = () => undefined;

  now(): number {
    return this.#clock.now();
  }

  delay(ms: number, signal: AbortSignal): Promise<void> {
    return this.#clock.delay(ms, signal);
  }

  /** Work of other threads or of the system, which takes no simulated time. */
  async outside<T>(work: Promise<T>): Promise<T> {
    this.#outside += 1;
    try {
      return await work;
    } finally {
      this.#outside -= 1;
      this.#wake();
    }
  }

  /** Lets time pass until the work is done. Throws what the work throws. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = (): void => {
      isDone = true;
    };
    work.then(end, end);
    let standsSince = performance.now();
    for (let jumps = 0; ;) {
      for (let turn = 0; turn < turns; turn += 1) await quiet();
      if (jumps < slowStart.jumps) await realDelay(slowStart.ms);
      // The compiler can't see that `end` may have run.
      if (isDone as boolean) return work;
      if (this.#outside > 0) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else if (await this.#clock.next()) {
        jumps += 1;
      } else {
        if (performance.now() - standsSince > patienceMs) throw new Error('The simulation stands still.');
        await realDelay(lookEveryMs);
        continue;
      }
      standsSince = performance.now();
    }
  }
}
