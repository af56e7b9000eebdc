import type { Result } from './runHoles';

/** What a gate at one confidence would do to the candidates of one source. */
export interface GateRow {
  readonly threshold: number;
  /** Candidates that would be shown. */
  readonly shown: number;
  /** … of all candidates of the source. */
  readonly shownShare: number;
  /** First line exactly right, of what would be shown; 0 when that is nothing. */
  readonly rightShare: number;
  /** Right and kept back, of all right candidates. */
  readonly lostShare: number;
  /** Mean edit similarity of what would be shown. */
  readonly similarity: number;
  /** Candidates between this threshold and the next: how many, and how many of them right. */
  readonly here: number;
  readonly hereRight: number;
}

export const thresholds = [
  0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9,
] as const;

/** Precision against coverage, over the candidates of one source, as they are before the gate. */
export function gateTable(results: readonly Result[], source: 'model' | 'memory'): readonly GateRow[] {
  const candidates = results.filter((result) => result.candidate !== null && result.source === source);
  const allRight = candidates.filter(isRight).length;
  return thresholds.map((threshold, index) => {
    const shown = candidates.filter(({ confidence }) => (confidence ?? 0) >= threshold);
    const next = thresholds[index + 1] ?? Infinity;
    const here = shown.filter(({ confidence }) => (confidence ?? 0) < next);
    const right = shown.filter(isRight).length;
    return {
      threshold,
      shown: shown.length,
      shownShare: share(shown.length, candidates.length),
      rightShare: share(right, shown.length),
      lostShare: share(allRight - right, allRight),
      similarity: share(
        shown.reduce((sum, { candidateScore }) => sum + candidateScore.similarity, 0),
        shown.length,
      ),
      here: here.length,
      hereRight: here.filter(isRight).length,
    };
  });
}

/** Whether the source wrote or proposed anything. */
export function hasCandidates([first]: readonly GateRow[]): boolean {
  return first !== undefined && first.shown > 0;
}

/** Up to the first threshold that nothing passes: the later ones say the same. */
export function tellingRows(rows: readonly GateRow[]): readonly GateRow[] {
  const empty = rows.findIndex(({ shown }) => shown === 0);
  return empty < 0 ? rows : rows.slice(0, empty + 1);
}

/** One bin of the reliability diagram: what was said, and what was so. */
export interface Bin {
  readonly from: number;
  readonly n: number;
  readonly said: number;
  readonly right: number;
}

const binWidth = 0.1;

/** Mean confidence against the share of right first lines, in bins of a tenth; empty bins are left out. */
export function calibration(results: readonly Result[], source: 'model' | 'memory'): readonly Bin[] {
  const candidates = results.filter((result) => result.candidate !== null && result.source === source);
  return Array.from({ length: 10 }, (_, index) => {
    const inBin = candidates.filter(
      ({ confidence }) => Math.min(9, Math.floor((confidence ?? 0) / binWidth)) === index,
    );
    return {
      from: index * binWidth,
      n: inBin.length,
      said: share(
        inBin.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0),
        inBin.length,
      ),
      right: share(inBin.filter(isRight).length, inBin.length),
    };
  }).filter(({ n }) => n > 0);
}

/** Mean distance between what was said and what was so, weighted by the bins (expected calibration error). */
export function calibrationError(bins: readonly Bin[]): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0);
  return share(
    bins.reduce((sum, { n, said, right }) => sum + n * Math.abs(said - right), 0),
    all,
  );
}

function isRight({ candidateScore }: Result): boolean {
  return candidateScore.firstLine;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
