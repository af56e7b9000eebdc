import { Dice } from './dice';
import { estimateMean, estimateRatio, quantile, type Estimate } from './bootstrap';
import type { Result } from './runHoles';

/** One line of the report. Shares from 0 to 1, of all holes of the group. */
export interface Group {
  readonly name: string;
  readonly n: number;
  /** What is shown unasked; the first line or all of the hole exactly right and shown. */
  readonly shown: Estimate;
  /** How many of the shown ones leave a syntax error that was not there. */
  readonly broken: number;
  readonly firstLine: Estimate;
  readonly whole: Estimate;
  readonly similarity: Estimate;
  /** The same with the gate for sureness open: what the model and the memory know. */
  readonly openFirstLine: Estimate;
  /** First line exactly right, of what was shown. */
  readonly shownRight: Estimate;
  /** Kept code units ÷ expected ones, over all holes together. */
  readonly kept: Estimate;
}

export interface Summary {
  readonly groups: Readonly<Record<'all' | 'kind' | 'language' | 'source', readonly Group[]>>;
  readonly reasons: Readonly<Record<string, number>>;
  /** Medians and the 95th percentile, over the requests that have them. */
  readonly costs: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
}

export function summarise(results: readonly Result[], seed: number): Summary {
  const dice = new Dice(seed);
  const by = (key: (result: Result) => string | null): readonly Group[] => {
    const names = [...new Set(results.map(key))].filter((name) => name !== null).toSorted();
    return names.map((name) =>
      group(
        name,
        results.filter((result) => key(result) === name),
        dice,
      ),
    );
  };
  const costs = ['promptTokens', 'readTokens', 'generatedTokens', 'ttftMs', 'totalMs'] as const;
  return {
    groups: {
      all: [group('all', results, dice)],
      kind: by(({ kind }) => kind),
      language: by(({ languageId }) => languageId),
      source: by(({ source }) => source),
    },
    reasons: Object.fromEntries(
      [...new Set(results.map(({ reason }) => reason))]
        .filter((reason) => reason !== null)
        .map((reason) => [reason, results.filter((result) => result.reason === reason).length]),
    ),
    costs: Object.fromEntries(
      costs.map((key) => {
        const values = results.map((result) => result[key]).filter((value) => value !== null);
        return [key, { p50: quantile(values, 0.5), p95: quantile(values, 0.95) }];
      }),
    ),
  };
}

function group(name: string, results: readonly Result[], dice: Dice): Group {
  const mean = (value: (result: Result) => number, of = results): Estimate =>
    estimateMean(of.map(value), dice);
  const shown = results.filter((result) => result.shown !== null);
  return {
    name,
    n: results.length,
    shown: mean((result) => (result.shown === null ? 0 : 1)),
    broken: shown.filter((result) => result.broken === true).length,
    firstLine: mean(({ score }) => Number(score.firstLine)),
    whole: mean(({ score }) => Number(score.whole)),
    similarity: mean(({ score }) => score.similarity),
    openFirstLine: mean(({ candidateScore }) => Number(candidateScore.firstLine)),
    shownRight: mean(({ score }) => Number(score.firstLine), shown),
    kept: estimateRatio(
      results.map(({ score, expected }) => ({
        part: Math.min(score.kept, expected.length),
        whole: expected.length,
      })),
      dice,
    ),
  };
}
