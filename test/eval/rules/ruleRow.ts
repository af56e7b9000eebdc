import { quantile } from '../../../src/lab/bootstrap';
import { compare, type Difference, type Measure } from '../../../src/lab/compare';
import type { Result } from '../../../src/lab/runHoles';
import { pacedMs } from './pace';

/** What a rule does to the answers: with it minus without it. Shares from 0 to 1. */
export interface RuleRow {
  readonly rule: string;
  readonly n: number;
  /** Holes where what is shown, or what a request by hand would show, is another text. */
  readonly changed: number;
  /** … and how many of these are nearer to what stood there, and farther from it, by edit similarity. */
  readonly nearer: number;
  readonly farther: number;
  /** Hole by hole; `first` is without the rule, `second` with it. */
  readonly differences: readonly Difference[];
  /** Of what is shown, with the line right. */
  readonly shownRight: { readonly without: number; readonly with: number };
  /** Medians of the differences; see `timesOf`. */
  readonly medianMs: Times;
}

/** What `compare` does not look at for two models. */
const more: readonly Measure[] = [
  {
    name: 'similarity, gate open',
    better: 'higher',
    value: ({ candidateScore }) => candidateScore.similarity,
  },
  { name: 'broken', better: 'lower', value: ({ broken }) => Number(broken === true) },
  { name: 'tokens written', better: 'lower', value: ({ generatedTokens }) => generatedTokens },
];

export function ruleRow(rule: string, on: readonly Result[], off: readonly Result[], seed: number): RuleRow {
  const others = new Map(off.map((result) => [result.id, result]));
  const pairs = on.flatMap((result) => {
    const other = others.get(result.id);
    return other ? [{ on: result, off: other }] : [];
  });
  const changed = pairs.filter((pair) => isOther(pair.on, pair.off));
  const gain = (pair: (typeof pairs)[number]): number =>
    pair.on.candidateScore.similarity - pair.off.candidateScore.similarity;
  const median = (key: keyof Times): number =>
    quantile(
      pairs.map((pair) => timesOf(pair.on)[key] - timesOf(pair.off)[key]),
      0.5,
    );
  return {
    rule,
    n: pairs.length,
    changed: changed.length,
    nearer: changed.filter((pair) => gain(pair) > 0).length,
    farther: changed.filter((pair) => gain(pair) < 0).length,
    differences: compare(off, on, seed, more),
    shownRight: { without: shownRight(off), with: shownRight(on) },
    medianMs: { first: median('first'), whole: median('whole'), own: median('own') },
  };
}

/** In milliseconds: the engine's own processor time, and with it the model's at the pace of a quiet machine. */
export interface Times {
  readonly first: number;
  readonly whole: number;
  readonly own: number;
}

export function timesOf({ ownMs, readTokens, generatedTokens }: Result): Times {
  const own = ownMs ?? 0;
  const prefill = { readTokens: readTokens ?? 0 };
  const tokens = generatedTokens ?? 0;
  return {
    first: own + pacedMs(prefill, Math.min(1, tokens)),
    whole: own + pacedMs(prefill, tokens),
    own,
  };
}

function isOther(a: Result, b: Result): boolean {
  return a.shown !== b.shown || a.candidate !== b.candidate || a.replace !== b.replace;
}

function shownRight(results: readonly Result[]): number {
  const shown = results.filter((result) => result.shown !== null);
  return shown.filter(({ score }) => score.firstLine).length / shown.length;
}
