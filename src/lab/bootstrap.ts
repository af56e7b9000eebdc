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
  return estimateRatio(
    samples.map((part) => ({ part, whole: 1 })),
    dice,
  );
}

/** All parts together ÷ all wholes together, so that long samples weigh more. */
export function estimateRatio(
  samples: readonly { readonly part: number; readonly whole: number }[],
  dice: Dice,
): Estimate {
  const ratios = Array.from({ length: resamples }, () => {
    let part = 0;
    let whole = 0;
    for (let count = 0; count < samples.length; count += 1) {
      const sample = samples[dice.below(samples.length)];
      part += sample?.part ?? NaN;
      whole += sample?.whole ?? NaN;
    }
    return part / whole;
  });
  const sum = (value: 'part' | 'whole'): number => samples.reduce((total, each) => total + each[value], 0);
  return {
    n: samples.length,
    mean: sum('part') / sum('whole'),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
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
