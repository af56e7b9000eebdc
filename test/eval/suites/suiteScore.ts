import { estimateMean, type Estimate } from '../../../src/lab/bootstrap';
import { Dice } from '../../../src/lab/dice';
import { hundredths, interval } from '../../../src/lab/percent';
import type { Result } from '../../../src/lab/runHoles';
import type { PassRate } from './passRate';

/** What a public set is scored by: what a request by hand would insert, however sure the model is. */
export interface SuiteScore {
  readonly name: string;
  readonly exact: Estimate;
  /** 1 − Levenshtein distance ÷ the longer length; 0 where nothing was written. */
  readonly similarity: Estimate;
  /** Only where the set's programs were run. */
  readonly programs?: PassRate;
}

export function suiteScore(
  name: string,
  results: readonly Result[],
  seed: number,
  programs?: PassRate,
): SuiteScore {
  const dice = new Dice(seed);
  const mean = (value: (result: Result) => number): Estimate => estimateMean(results.map(value), dice);
  return {
    name,
    exact: mean(({ candidateScore }) => Number(candidateScore.whole)),
    similarity: mean(({ candidateScore }) => candidateScore.similarity),
    ...(programs && { programs }),
  };
}

/** As cells of a table, with its head. */
export function suiteRows(scores: readonly SuiteScore[]): readonly (readonly string[])[] {
  const wasRun = scores.some(({ programs }) => programs !== undefined);
  return [
    ['', 'n', 'exact match', 'edit similarity', ...(wasRun ? ['programs', 'pass@1', 'not in time'] : [])],
    ...scores.map(({ name, exact, similarity, programs }) => [
      name,
      String(exact.n),
      interval(exact),
      hundredths(similarity),
      ...(wasRun ? programCells(programs) : []),
    ]),
  ];
}

function programCells(programs: PassRate | undefined): readonly string[] {
  if (!programs) return ['–', '–', '–'];
  return [String(programs.passed.n), interval(programs.passed), String(programs.timedOut)];
}
