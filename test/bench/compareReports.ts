import { Dice } from '../fakes/dice';
import { isBetterHigher, type Figure } from './figure';
import type { Report } from './report';
import { median, medianRatio } from './statistics';

export interface Move {
  readonly name: string;
  /** New median over old, with its 95 % interval. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly isBetter: boolean;
}

export interface Comparison {
  /** How far the machine itself has moved, as a share: a process's own time, and the time on the wall. */
  readonly noise: { readonly own: number; readonly wall: number };
  /** Figures that both reports have. */
  readonly compared: number;
  /** The largest first. */
  readonly moves: readonly Move[];
}

/**
 * Two runs of one code differ by more than the spread within each: own times of stages that had not changed moved by up
 * to 1.31 times on a shared machine of two cores.
 */
const smallestMove = 0.3;
/** A faster or slower moment of a few microseconds is nothing that anybody waits for; in milliseconds. */
const smallestMs = 0.05;
/** A few samples can agree by chance. */
const fewestSamples = 3;
/** These measure the machine and not the code; the largest of their own moves is noise for all other times. */
const machineFigures = /^machine\//;

/**
 * What has moved beyond noise: the bootstrap interval of the ratio of medians leaves out everything that is closer to 1
 * than the machine's own figures have moved between the two runs. Where both runs know a process's own time, that is
 * compared: it moves less with what others do. Counts of tokens have no noise: any change counts.
 */
export function compareReports(old: Report, now: Report): Comparison {
  const pairs = now.figures.flatMap((figure) => {
    const before = old.figures.find(({ name, unit }) => name === figure.name && unit === figure.unit);
    return before ? [pairOf(before, figure)] : [];
  });
  const [ofMachine, ofCode] = [pairs.filter(isOfMachine), pairs.filter((pair) => !isOfMachine(pair))];
  const noise = { own: noiseOf(ofMachine.filter(({ isOwn }) => isOwn)), wall: noiseOf(ofMachine) };
  const moves = ofCode
    .flatMap((pair) => moveOf(pair, pair.isOwn ? noise.own : noise.wall))
    .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
  return { noise, compared: ofCode.length, moves };
}

interface Pair {
  readonly figure: Figure;
  /** Whether the samples are a process's own times. */
  readonly isOwn: boolean;
  readonly old: readonly number[];
  readonly now: readonly number[];
}

function pairOf(before: Figure, figure: Figure): Pair {
  return before.busy && figure.busy
    ? { figure, isOwn: true, old: before.busy, now: figure.busy }
    : { figure, isOwn: false, old: before.samples, now: figure.samples };
}

function isOfMachine({ figure }: Pair): boolean {
  return machineFigures.test(figure.name);
}

function noiseOf(pairs: readonly Pair[]): number {
  const moves = pairs.map(({ old, now }) => {
    const { middle } = medianRatio(old, now, new Dice(1));
    return Math.max(middle, 1 / middle) - 1;
  });
  return Math.max(smallestMove, ...moves);
}

function moveOf({ figure: { name, unit }, old, now }: Pair, noise: number): readonly Move[] {
  if (Math.min(old.length, now.length) < fewestSamples) return [];
  const { low, middle, high } = medianRatio(old, now, new Dice(1));
  if (!Number.isFinite(middle) || middle === 0) return [];
  if (unit === 'ms' && Math.abs(median(now) - median(old)) < smallestMs) return [];
  const margin = unit === 'tokens' ? 1 : 1 + noise;
  if (low <= margin && high >= 1 / margin) return [];
  return [{ name, ratio: middle, low, high, isBetter: isBetterHigher(unit) === middle > 1 }];
}

/** The moves in sentences. */
export function describeComparison({ noise, compared, moves }: Comparison): string {
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  const margins = `${percent(noise.own)} for own times, ${percent(noise.wall)} for all others`;
  const heading = `Moved by more than the machine itself (${margins}) and the samples' spread: ${moves.length} of ${compared} figures.`;
  const rows = moves.map(({ name, ratio, low, high, isBetter }) => {
    const interval = `${low.toFixed(2)} to ${high.toFixed(2)}`;
    return `  ${isBetter ? 'better' : 'WORSE '}  × ${ratio.toFixed(2)} (${interval})  ${name}`;
  });
  return [heading, ...rows].join('\n');
}
