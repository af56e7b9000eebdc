import type { Figure } from './figure';
import type { Machine } from '../../src/lab/machine';
import type { ModelFacts } from './modelFacts';
import { median, quantile } from './statistics';

/** What a run writes with `--out` and reads with `--compare`. */
export interface Report {
  readonly format: 1;
  readonly measuredAt: string;
  readonly quick: boolean;
  readonly machine: Machine;
  /** Processes that wanted to run, averaged over a minute: before, after. More than the cores means crowded figures. */
  readonly load: readonly number[];
  readonly model: ModelFacts | undefined;
  readonly figures: readonly Figure[];
}

/** The table that people read: one block a group, in the order of their first figures. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(0, ...figures.map(({ name }) => name.length));
  const groupNames = [...new Set(figures.map(groupOf))];
  const blocks = groupNames.map((group) => {
    const rows = figures.filter((figure) => groupOf(figure) === group).map((figure) => row(figure, width));
    return [group.toUpperCase().padEnd(width) + columns, ...rows].join('\n');
  });
  return [...blocks, legend].join('\n\n');
}

const columns = '      p50      p95   own p50   own p95    block   n';

const legend = `own: what this process calculated of the time; on a shared machine the rest is other people's work.
block: the longest stretch that held the event loop, of the process's own time.
× floor: the median over what physics or the bare engine needs, measured in the same run.`;

function groupOf({ name }: Figure): string {
  return name.slice(0, name.indexOf('/'));
}

function row(figure: Figure, width: number): string {
  const { name, unit, samples, busy, longestBlockMs, note } = figure;
  const cells = [
    number(quantile(samples, 0.5), 9),
    number(quantile(samples, 0.95), 9),
    number(busy && quantile(busy, 0.5), 10),
    number(busy && quantile(busy, 0.95), 10),
    number(longestBlockMs, 9),
    String(samples.length).padStart(4),
  ];
  const remarks = [floorRemark(figure), targetRemark(figure), note].filter((remark) => remark !== undefined);
  return `${name.padEnd(width)}${cells.join('')} ${unit}${remarks.length > 0 ? `  ${remarks.join('; ')}` : ''}`;
}

function number(value: number | undefined, width: number): string {
  if (value === undefined || Number.isNaN(value)) return '-'.padStart(width);
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
  return value.toFixed(digits).padStart(width);
}

/** The median over its floor: how many times what would be needed. For a speed, which share of it is reached. */
export function toFloor({ samples, floor }: Figure): number | undefined {
  return floor && median(samples) / floor.value;
}

function floorRemark(figure: Figure): string | undefined {
  const ratio = toFloor(figure);
  if (ratio === undefined || !figure.floor) return undefined;
  return `${ratio.toFixed(2)} × floor ${number(figure.floor.value, 0)} (${figure.floor.what})`;
}

function targetRemark(figure: Figure): string | undefined {
  const { target } = figure;
  const reached = target && reachedOf(figure, target.of);
  if (!target || reached === undefined || Number.isNaN(reached)) return undefined;
  const { most = Infinity, least = -Infinity } = target;
  const limit = target.most === undefined ? `≥ ${least}` : `≤ ${most}`;
  const verdict = reached <= most && reached >= least ? 'reached' : `MISSED with ${number(reached, 0)}`;
  return `target: ${targetNames[target.of]} ${limit}, ${verdict}`;
}

const targetNames = {
  p50: 'median',
  p95: 'own p95',
  most: 'most',
  block: 'longest block',
  toFloor: 'times the floor',
} as const;

function reachedOf(figure: Figure, of: keyof typeof targetNames): number | undefined {
  const { samples, busy = samples, longestBlockMs } = figure;
  switch (of) {
    case 'p50':
      return quantile(busy, 0.5);
    case 'p95':
      return quantile(busy, 0.95);
    case 'most':
      return Math.max(...samples);
    case 'block':
      return longestBlockMs;
    case 'toFloor':
      return toFloor(figure);
  }
}
