import { Dice } from './dice';
import { estimateMean, type Estimate } from './bootstrap';
import type { Result } from './runHoles';

/** The second run minus the first, over the holes that both have. */
export interface Difference {
  readonly measure: string;
  readonly better: 'higher' | 'lower' | 'neither';
  readonly first: number;
  readonly second: number;
  readonly difference: Estimate;
  /** The interval leaves zero out. */
  readonly isClear: boolean;
}

export interface Measure {
  readonly name: string;
  readonly better: Difference['better'];
  readonly value: (result: Result) => number | null;
}

const measures: readonly Measure[] = [
  { name: 'line right', better: 'higher', value: ({ score }) => Number(score.firstLine) },
  { name: 'whole right', better: 'higher', value: ({ score }) => Number(score.whole) },
  { name: 'similarity', better: 'higher', value: ({ score }) => score.similarity },
  { name: 'shown', better: 'neither', value: ({ shown }) => Number(shown !== null) },
  {
    name: 'line right, gate open',
    better: 'higher',
    value: ({ candidateScore }) => Number(candidateScore.firstLine),
  },
  { name: 'kept characters', better: 'higher', value: ({ score }) => score.kept },
  { name: 'prompt tokens read', better: 'lower', value: ({ readTokens }) => readTokens },
  { name: 'first token, ms', better: 'lower', value: ({ ttftMs }) => ttftMs },
  { name: 'total, ms', better: 'lower', value: ({ totalMs }) => totalMs },
];

/** Hole by hole, so that what makes a hole hard for both cancels out. `more` are compared behind the usual measures. */
export function compare(
  first: readonly Result[],
  second: readonly Result[],
  seed: number,
  more: readonly Measure[] = [],
): readonly Difference[] {
  const others = new Map(second.map((result) => [result.id, result]));
  const dice = new Dice(seed);
  return [...measures, ...more].map(({ name: measure, better, value }) => {
    const pairs = first.flatMap((result) => {
      const other = others.get(result.id);
      const [a, b] = [value(result), other ? value(other) : null];
      return a === null || b === null ? [] : [{ a, b }];
    });
    const difference = estimateMean(
      pairs.map(({ a, b }) => b - a),
      dice,
    );
    return {
      measure,
      better,
      first: mean(pairs.map(({ a }) => a)),
      second: mean(pairs.map(({ b }) => b)),
      difference,
      isClear: difference.low > 0 || difference.high < 0,
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
