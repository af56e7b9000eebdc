import { measureBandwidth } from '../../src/model/fit/measureBandwidth';
import type { Figure } from './figure';
import { measureTriad } from './measureTriad';
import { timeSync, type Timing } from './timing';

/**
 * The machine itself, sampled between the groups: the floor of the other figures, and how far two runs on one machine
 * differ without the code's doing.
 */
export class MachineGauge {
  readonly #weightBytes: number;
  readonly #threads: number;
  readonly #arithmetic: Timing[] = [];
  readonly #likeWeights: number[] = [];
  readonly #memory: number[] = [];
  readonly #triad: number[] = [];

  constructor(weightBytes: number, threads: number) {
    this.#weightBytes = weightBytes;
    this.#threads = threads;
  }

  async sample(): Promise<void> {
    this.#arithmetic.push(timeSync(calculate));
    const { signal } = new AbortController();
    // A small model lives in the processor's cache, so memory is read once like it and once like none.
    this.#likeWeights.push((await measureBandwidth(this.#threads, signal, this.#weightBytes)) / 1e9);
    this.#memory.push((await measureBandwidth(this.#threads, signal)) / 1e9);
    this.#triad.push((await measureTriad(this.#threads)) / 1e9);
  }

  /** The best seen, in bytes a second: what the machine can do when it is let. */
  get bytesPerSecond(): number {
    return Math.max(...this.#likeWeights) * 1e9;
  }

  get figures(): readonly Figure[] {
    const threads = `${this.#threads} thread${this.#threads === 1 ? '' : 's'}`;
    const weights = `${threads}, over ${(this.#weightBytes / 1e6).toFixed(1)} MB, as many as the weights`;
    return [
      {
        name: 'machine/arithmetic',
        unit: 'ms',
        samples: this.#arithmetic.map(({ ms }) => ms),
        busy: this.#arithmetic.map(({ busyMs }) => busyMs),
        note: 'a fixed loop',
      },
      { name: 'machine/read, like weights', unit: 'GB/s', samples: this.#likeWeights, note: weights },
      { name: 'machine/read, uncached', unit: 'GB/s', samples: this.#memory, note: threads },
      { name: 'machine/triad, uncached', unit: 'GB/s', samples: this.#triad, note: threads },
    ];
  }
}

const steps = 20_000_000;

/** Returns what it has calculated, so that no compiler leaves the loop out. */
function calculate(): number {
  let state = 1;
  for (let step = 0; step < steps; step += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state;
}
