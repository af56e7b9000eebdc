import { Dice } from '../fakes/dice';
import { isBetterHigher, type Figure } from './figure';
import type { Report } from './report';
import { medianRatio } from './statistics';

export interface Move {
  readonly name: string;
  /** New median over old, with its 95 % interval. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly isBetter: boolean;
}

export interface Comparison {
  /** How far the machine itself has moved, as a share. */
  readonly noise: number;
  /** Figures that both reports have. */
  readonly compared: number;
  /** The largest first. */
  readonly moves: readonly Move[];
}

/** Less than this is nothing to talk about, even when it is real. */
const smallestMove = 0.05;
/** A few samples can agree by chance. */
const fewestSamples = 3;
/** These measure the machine and not the code; the largest of their own moves is noise for all other times. */
const machineFigures = /^machine\//;

/**
 * What has moved beyond noise: the bootstrap interval of the ratio of medians leaves out everything that is closer to 1
 * than the machine's own figures have moved between the two runs. Counts of tokens have no noise: any change counts.
 */
export function compareReports(old: Report, now: Report): Comparison {
  const pairs = now.figures.flatMap((figure) => {
    const before = old.figures.find(({ name, unit }) => name === figure.name && unit === figure.unit);
    return before ? [[before, figure] as const] : [];
  });
  const noise = machineNoise(pairs);
  const moves = pairs
    .filter(([, { name }]) => !machineFigures.test(name))
    .flatMap(([before, figure]) => moveOf(before, figure, noise))
    .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
  return { noise, compared: pairs.length, moves };
}

/** How far the machine itself seems to have moved, as a share. */
function machineNoise(pairs: readonly (readonly [old: Figure, now: Figure])[]): number {
  const moves = pairs
    .filter(([, { name }]) => machineFigures.test(name))
    .map(([before, { samples }]) => {
      const { middle } = medianRatio(before.samples, samples, new Dice(1));
      return Math.max(middle, 1 / middle) - 1;
    });
  return Math.max(smallestMove, ...moves);
}

function moveOf(before: Figure, now: Figure, noise: number): readonly Move[] {
  if (Math.min(before.samples.length, now.samples.length) < fewestSamples) return [];
  const { low, middle, high } = medianRatio(before.samples, now.samples, new Dice(1));
  if (!Number.isFinite(middle) || middle === 0) return [];
  const margin = now.unit === 'tokens' ? 1 : 1 + noise;
  const isMoved = low > margin || high < 1 / margin;
  if (!isMoved) return [];
  const isBetter = isBetterHigher(now.unit) === middle > 1;
  return [{ name: now.name, ratio: middle, low, high, isBetter }];
}

/** The moves in sentences. */
export function describeComparison({ noise, compared, moves }: Comparison): string {
  const margin = `${(noise * 100).toFixed(0)} % of the machine's own noise`;
  const heading = `Moved by more than ${margin} and the samples' spread: ${moves.length} of ${compared} figures.`;
  const rows = moves.map(({ name, ratio, low, high, isBetter }) => {
    const interval = `${low.toFixed(2)} to ${high.toFixed(2)}`;
    return `  ${isBetter ? 'better' : 'WORSE '}  × ${ratio.toFixed(2)} (${interval})  ${name}`;
  });
  return [heading, ...rows].join('\n');
}
