import { describe, expect, test } from 'vitest';

import { interpolate, median, medianRatio, quantile } from '../../bench/statistics';
import { Dice } from '../../fakes/dice';

describe('quantiles', () => {
  test('lie between two samples in proportion', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1, 2])).toBe(1.5);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
  });

  test('of nothing are no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('the ratio of medians', () => {
  const around = (middle: number): readonly number[] =>
    Array.from({ length: 30 }, (_, index) => middle + (index % 7) - 3);

  test('leaves 1 outside of its interval when the samples moved', () => {
    const { low, middle, high } = medianRatio(around(100), around(150), new Dice(7));
    expect(middle).toBe(1.5);
    expect(low).toBeGreaterThan(1.4);
    expect(high).toBeLessThan(1.6);
  });

  test('holds 1 in its interval when they did not', () => {
    const { low, high } = medianRatio(around(100), around(100), new Dice(7));
    expect(low).toBeLessThanOrEqual(1);
    expect(high).toBeGreaterThanOrEqual(1);
  });
});

describe('a line through points', () => {
  const points = [
    [1, 10],
    [3, 20],
    [4, 40],
  ] as const;

  test('is straight between two of them', () => {
    expect(interpolate(points, 2)).toBe(15);
    expect(interpolate(points, 3.5)).toBe(30);
  });

  test('goes on straight behind the last and stays level before the first', () => {
    expect(interpolate(points, 6)).toBe(80);
    expect(interpolate(points, 0)).toBe(10);
  });

  test('of one point is level', () => {
    expect(interpolate([[2, 5]], 9)).toBe(5);
  });
});
