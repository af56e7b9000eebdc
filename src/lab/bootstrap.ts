import type { Dice } from './dice';

/** A mean and where 95 % of its bootstrap samples lie. */
export interface Estimate {
  readonly n: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 1_000;

/** The percentile bootstrap (Efron, Bootstrap Methods, 1979). NaN without samples. */
export function estimateMean(samples: readonly number[], dice: Dice): Estimate {
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let count = 0; count < samples.length; count += 1) sum += samples[dice.below(samples.length)] ?? NaN;
    return sum / samples.length;
  });
  return {
    n: samples.length,
    mean: samples.reduce((sum, sample) => sum + sample, 0) / samples.length,
    low: quantile(means, 0.025),
    high: quantile(means, 0.975),
  };
}

/** The value below which `share` of the samples lie, between two samples in proportion; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}
