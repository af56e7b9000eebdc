import { Dice } from '../../../src/lab/dice';
import type { Hole } from '../../../src/lab/hole';

export interface Asked {
  readonly hole: Hole;
  /** The cursor is at the end of a complete line. */
  readonly isComplete: boolean;
  /** Undefined where nothing was proposed. */
  readonly confidence: number | undefined;
  readonly isRight: boolean;
  /** Processor time of the first question in the document, in milliseconds. */
  readonly ms: number;
  /** The same of the question after one more character, as while typing. */
  readonly warmMs: number;
}

/** The profiles' thresholds, and some beside them. */
const thresholds = [0, 0.05, 0.1, 0.25, 0.5, 0.7];

/** How often the memory is right, from which confidence on, and how well it knows that. */
export class ProposalTable {
  readonly #asked: Asked[] = [];

  add(asked: Asked): void {
    this.#asked.push(asked);
  }

  lines(): readonly string[] {
    return [
      `${this.#asked.length} holes; processor time, the least of three:`,
      `  first question in a document: ${spread(this.#asked.map(({ ms }) => ms))}`,
      `  one character later: ${spread(this.#asked.map(({ warmMs }) => warmMs))}`,
      ...thresholds.map((from) => this.#from(from)),
      'said and was:',
      ...Array.from({ length: 10 }, (_, tenth) => this.#calibration(tenth / 10)),
      'right, by language:',
      ...this.#byLanguage(),
    ];
  }

  #from(threshold: number): string {
    const shown = this.#asked.filter(({ confidence = -1 }) => confidence >= threshold);
    const right = shown.filter(({ isRight }) => isRight).length;
    const idle = shown.filter(({ isComplete }) => isComplete).length;
    const rightOf = percent(right, shown.length);
    return `from ${threshold}: ${shown.length} proposed, ${right} right (${percent(right, this.#asked.length)} of all ${this.#interval(threshold)}, ${rightOf} of these), ${idle} behind complete lines`;
  }

  /** The 95 % bootstrap interval, packages drawn anew: holes of one package resemble each other. */
  #interval(threshold: number): string {
    const packages = [...groupBy(this.#asked, ({ hole }) => hole.package).values()];
    const dice = new Dice(1);
    const shares = Array.from({ length: 1_000 }, () => {
      const drawn = packages.flatMap(() => dice.pick(packages));
      return (
        drawn.filter(({ confidence = -1, isRight }) => isRight && confidence >= threshold).length /
        drawn.length
      );
    }).toSorted((a, b) => a - b);
    return `[${percent(shares[25] ?? 0, 1)}, ${percent(shares[974] ?? 0, 1)}]`;
  }

  #calibration(from: number): string {
    const some = this.#asked.filter(({ confidence = -1 }) => confidence >= from && confidence < from + 0.1);
    const said = some.reduce((sum, { confidence = 0 }) => sum + confidence, 0) / Math.max(1, some.length);
    const was = some.filter(({ isRight }) => isRight).length / Math.max(1, some.length);
    return `  ${said.toFixed(2)} ${was.toFixed(2)} (n ${some.length})`;
  }

  #byLanguage(): readonly string[] {
    const groups = groupBy(this.#asked, ({ hole }) => hole.languageId);
    return [...groups].map(([language, some]) => {
      const right = some.filter(({ isRight }) => isRight).length;
      return `  ${language}: ${right} of ${some.length} (${percent(right, some.length)})`;
    });
  }
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1e-9, whole)).toFixed(1)} %`;
}

function groupBy(asked: readonly Asked[], keyOf: (each: Asked) => string): ReadonlyMap<string, Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const each of asked) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}
