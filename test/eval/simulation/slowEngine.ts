import type { LlamaEngine, Sequence } from '../../../src/model/llamaEngine';
import type { SimulatedClock } from './simulatedClock';

/**
 * What a batch of so many tokens takes, as a multiple of one token: measured with a slow twin of 200 MB on one thread
 * (docs/lab/bench.md). Further ones cost as much each as the last of the table.
 */
const batchCosts: readonly (readonly [tokens: number, cost: number])[] = [
  [0, 0],
  [1, 1],
  [2, 1.18],
  [3, 1.8],
  [5, 2.65],
  [9, 2.92],
  [17, 5.3],
  [33, 9.8],
  [64, 16.5],
  [128, 33.8],
];

/** The same engine on a machine where a written token takes `tokenMs`, by the simulated clock. */
export function slowEngine(engine: LlamaEngine, tokenMs: number, clock: SimulatedClock): LlamaEngine {
  const batch = async <T>(work: Promise<T>, tokens: number): Promise<T> => {
    const done = await clock.outside(work);
    await clock.delay(batchCost(tokens) * tokenMs, never);
    return done;
  };
  const slow = (sequence: Sequence): Sequence => ({
    shared: (tokens) => sequence.shared(tokens),
    keep: (tokens) => clock.outside(sequence.keep(tokens)),
    read: (tokens) => batch(sequence.read(tokens), tokens.length),
    predict: (before, tokens, allowed) =>
      batch(sequence.predict(before, tokens, allowed), before.length + tokens.length),
    clear: () => clock.outside(sequence.clear()),
  });
  return { ...engine, sequences: engine.sequences.map(slow) };
}

const never = new AbortController().signal;

/** In multiples of one token. */
export function batchCost(tokens: number): number {
  const above = batchCosts.findIndex(([count]) => count >= tokens);
  const [high, highCost] = batchCosts.at(above) ?? [1, 1];
  if (above <= 0) return highCost * (tokens / Math.max(1, high));
  const [low, lowCost] = batchCosts[above - 1] ?? [0, 0];
  return lowCost + ((highCost - lowCost) * (tokens - low)) / (high - low);
}
