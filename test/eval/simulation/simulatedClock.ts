import { setTimeout as realDelay } from 'node:timers/promises';

import type { Clock } from '../../../src/completion/ports';
import { ManualClock, quiet } from '../../fakes/manualClock';

/** The types that are in use here do not know it. */
const compiler = Reflect.get(globalThis, 'WebAssembly') as {
  instantiate: (...given: readonly unknown[]) => Promise<unknown>;
};

/** Work inside the process goes on in so many turns of the event loop, or is waiting for a timer. */
const turns = 4;
/** How often to look again where nobody says what is waited for, in milliseconds of the real clock. */
const lookEveryMs = 1;
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
    const { instantiate } = compiler;
    // Compiled in other threads, and nobody says so.
    compiler.instantiate = (...given) => this.outside(instantiate(...given));
    const end = (): void => {
      isDone = true;
      compiler.instantiate = instantiate;
    };
    work.then(end, end);
    let standsSince = performance.now();
    for (;;) {
      for (let turn = 0; turn < turns; turn += 1) await quiet();
      // The compiler can't see that `end` may have run.
      if (isDone as boolean) return work;
      if (this.#outside > 0) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else if (!(await this.#clock.next())) {
        if (performance.now() - standsSince > patienceMs) throw new Error('The simulation stands still.');
        await realDelay(lookEveryMs);
        continue;
      }
      standsSince = performance.now();
    }
  }
}
