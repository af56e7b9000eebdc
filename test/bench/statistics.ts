import type { Dice } from '../fakes/dice';

/** The value below which `share` of the samples lie, between two samples in proportion; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export interface Interval {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const resamples = 1_000;

/**
 * The ratio of two medians, new over old, and where 95 % of its bootstrap samples lie (Efron, Bootstrap Methods, 1979).
 */
export function medianRatio(old: readonly number[], now: readonly number[], dice: Dice): Interval {
  const ratios = Array.from({ length: resamples }, () => {
    return median(resampled(now, dice)) / median(resampled(old, dice));
  });
  const middle = median(now) / median(old);
  return { low: quantile(ratios, 0.025), middle, high: quantile(ratios, 0.975) };
}

function resampled(samples: readonly number[], dice: Dice): readonly number[] {
  return samples.map(() => dice.pick(samples));
}

/** The value at `x` of the line through the points, which are sorted by x; beyond the last two it goes on straight. */
export function interpolate(points: readonly (readonly [x: number, y: number])[], x: number): number {
  const [first] = points;
  if (!first) return NaN;
  if (points.length === 1 || x <= first[0]) return first[1];
  const above = points.findIndex(([each]) => each >= x);
  const end = above < 0 ? points.length - 1 : above;
  const [x1, y1] = points[end - 1] ?? first;
  const [x2, y2] = points[end] ?? first;
  return y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
}
