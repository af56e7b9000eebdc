import type { Figure, Target } from './figure';
import type { Timing } from './timing';

export interface Probe {
  readonly name: string;
  /** Makes the next sample. What it prepares outside of the timing is free. */
  readonly sample: () => Timing | Promise<Timing>;
  readonly target?: Target;
  readonly note?: string;
}

export interface Rounds {
  readonly most: number;
  /** No new round after this, in milliseconds; three are made in any case. */
  readonly capMs: number;
}

const leastRounds = 3;

/**
 * Samples all probes in turn, round after round, so that a busy moment of the machine meets all of them alike. The
 * first round warms up compilers and caches and is not counted.
 */
export async function interleave(
  probes: readonly Probe[],
  { most, capMs }: Rounds,
): Promise<readonly Figure[]> {
  const timings = probes.map((): Timing[] => []);
  const started = performance.now();
  for (let round = 0; round <= most; round += 1) {
    if (round > leastRounds && performance.now() - started > capMs) break;
    for (const [index, probe] of probes.entries()) {
      const timing = await probe.sample();
      if (round > 0) timings[index]?.push(timing);
    }
  }
  return probes.map(({ name, target, note }, index) => {
    const taken = timings[index] ?? [];
    return {
      name,
      unit: 'ms',
      samples: taken.map(({ ms }) => ms),
      busy: taken.map(({ busyMs }) => busyMs),
      longestBlockMs: Math.max(0, ...taken.map(({ blockMs }) => blockMs)),
      ...(target && { target }),
      ...(note !== undefined && { note }),
    };
  });
}
