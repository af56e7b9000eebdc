import { Dice } from '../fakes/dice';
import { estimateMean, type Estimate } from './bootstrap';
import type { Result } from './runHoles';

/** The second run minus the first, over the holes that both have. */
export interface Difference {
  readonly measure: string;
  readonly first: number;
  readonly second: number;
  readonly difference: Estimate;
  /** The interval leaves zero out. */
  readonly isClear: boolean;
}

const measures: Readonly<Record<string, (result: Result) => number | null>> = {
  'line right': ({ score }) => Number(score.firstLine),
  'whole right': ({ score }) => Number(score.whole),
  similarity: ({ score }) => score.similarity,
  shown: ({ shown }) => Number(shown !== null),
  'line right, gate open': ({ candidateScore }) => Number(candidateScore.firstLine),
  'kept characters': ({ score }) => score.kept,
  'prompt tokens read': ({ readTokens }) => readTokens,
  'first token, ms': ({ ttftMs }) => ttftMs,
  'total, ms': ({ totalMs }) => totalMs,
};

/** Hole by hole, so that what makes a hole hard for both cancels out. */
export function compare(
  first: readonly Result[],
  second: readonly Result[],
  seed: number,
): readonly Difference[] {
  const others = new Map(second.map((result) => [result.id, result]));
  const dice = new Dice(seed);
  return Object.entries(measures).map(([measure, value]) => {
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
