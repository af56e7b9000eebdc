import { describe, expect, test } from 'vitest';

import { estimateMean, quantile } from '../../../src/lab/bootstrap';
import { compare } from '../../../src/lab/compare';
import type { Result } from '../../../src/lab/runHoles';
import { missed } from '../../../src/lab/score';
import { summarise } from '../../../src/lab/summarise';
import { calibration, calibrationError, gateTable } from '../../../src/lab/thresholds';
import { Dice } from '../../fakes/dice';

const right = { firstLine: true, whole: true, similarity: 1, kept: 4 };

function result(id: number, confidence: number, isRight: boolean, isShown = true): Result {
  return {
    id: String(id),
    kind: 'rest-of-line',
    languageId: 'typescript',
    expected: 'abcd',
    shown: isShown ? 'x' : null,
    reason: isShown ? null : 'unsure',
    score: isShown && isRight ? right : missed,
    candidate: 'x',
    candidateScore: isRight ? right : missed,
    broken: null,
    replace: 0,
    source: 'model',
    shape: 'line',
    confidence,
    promptTokens: 10,
    readTokens: id,
    generatedTokens: 2,
    ttftMs: null,
    totalMs: 5,
    ownMs: 1,
  };
}

describe('the bootstrap', () => {
  test('surrounds the mean', () => {
    const coins = Array.from({ length: 100 }, (_, index) => index % 2);
    const { mean, low, high, n } = estimateMean(coins, new Dice(1));
    expect({ mean, n }).toEqual({ mean: 0.5, n: 100 });
    // 1.96 standard errors of a fair coin thrown a hundred times are 0.098.
    expect(low).toBeGreaterThan(0.36);
    expect(low).toBeLessThan(0.44);
    expect(high).toBeGreaterThan(0.56);
    expect(high).toBeLessThan(0.64);
  });

  test('knows nothing without samples', () => {
    expect(estimateMean([], new Dice(1)).mean).toBeNaN();
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([1, 2, 4], 0.75)).toBe(3);
  });
});

describe('the gate', () => {
  const results = [
    result(1, 0.03, false),
    result(2, 0.22, false),
    result(3, 0.24, true),
    result(4, 0.95, true),
  ];
  const at = (threshold: number) => gateTable(results, 'model').find((row) => row.threshold === threshold);

  test('shows less and truer with a higher threshold', () => {
    expect(at(0)).toMatchObject({
      shown: 4,
      shownShare: 1,
      rightShare: 0.5,
      lostShare: 0,
      here: 1,
      hereRight: 0,
    });
    expect(at(0.2)).toMatchObject({ shown: 3, rightShare: 2 / 3, here: 2, hereRight: 1 });
    expect(at(0.9)).toMatchObject({ shown: 1, rightShare: 1, lostShare: 0.5 });
  });

  test('counts what the real gate has kept back', () => {
    expect(gateTable([result(1, 0.1, true, false)], 'model')[0]).toMatchObject({ shown: 1, rightShare: 1 });
  });

  test('counts each source by itself', () => {
    expect(gateTable(results, 'memory')[0]).toMatchObject({ shown: 0, rightShare: 0 });
  });
});

describe('the calibration', () => {
  test('compares what was said with what was so', () => {
    const bins = calibration([result(1, 0.32, true), result(2, 0.38, false), result(3, 1, true)], 'model');
    expect(bins.map(({ n, right: so }) => ({ n, so }))).toEqual([
      { n: 2, so: 0.5 },
      { n: 1, so: 1 },
    ]);
    expect(bins[0]?.said).toBeCloseTo(0.35);
    expect(calibrationError(bins)).toBeCloseTo(0.1);
  });
});

describe('a summary', () => {
  test('counts over all holes what was shown and right', () => {
    const { groups, reasons } = summarise([result(1, 0.9, true), result(2, 0.1, true, false)], 1);
    const [all] = groups.all;
    expect(all?.shown.mean).toBe(0.5);
    expect(all?.firstLine.mean).toBe(0.5);
    expect(all?.openFirstLine.mean).toBe(1);
    expect(all?.shownRight).toMatchObject({ n: 1, mean: 1 });
    expect(all?.kept).toMatchObject({ n: 2, mean: 0.5 });
    expect(reasons).toEqual({ unsure: 1 });
  });
});

describe('a comparison', () => {
  const first = Array.from({ length: 40 }, (_, id) => result(id, 0.5, id % 2 === 0));

  test('of a run with itself finds no difference', () => {
    for (const { difference, isClear } of compare(first, first, 1)) {
      if (difference.n > 0) expect({ mean: difference.mean, isClear }).toEqual({ mean: 0, isClear: false });
    }
  });

  test('sees what got better, hole by hole', () => {
    const second = first.map(({ id }) => result(Number(id), 0.5, true)).toReversed();
    const line = compare(first, second, 1).find(({ measure }) => measure === 'line right');
    expect(line).toMatchObject({ first: 0.5, second: 1, isClear: true });
    expect(line?.difference.low).toBeGreaterThan(0.3);
  });

  test('leaves out what one of the two did not measure', () => {
    expect(compare(first, first, 1).find(({ measure }) => measure === 'first token, ms')?.difference.n).toBe(
      0,
    );
  });
});
