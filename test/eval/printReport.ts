import type { Estimate } from './bootstrap';
import type { Summary, Group } from './summarise';
import type { GateRow } from './thresholds';

/** The summary as a table of text. */
export function summaryText({ groups, reasons, costs }: Summary): string {
  const head = ['', 'n', 'shown', 'line right', 'whole right', 'similarity', 'gate open', 'right of shown', 'kept'];
  const rows = Object.entries(groups).flatMap(([by, list]) => [
    ...(by === 'all' ? [] : [[`by ${by}`]]),
    ...list.map(groupCells),
  ]);
  const why = Object.entries(reasons).map(([reason, n]) => `${reason} ${n}`);
  const spent = Object.entries(costs).map(([name, { p50, p95 }]) => `${name} ${p50.toFixed(0)}/${p95.toFixed(0)}`);
  return [
    aligned([head, ...rows]),
    `nothing shown because: ${why.join(', ') || 'never'}`,
    `p50/p95: ${spent.join(', ')}`,
  ].join('\n');
}

/** A gate table as text. */
export function gateText(title: string, rows: readonly GateRow[]): string {
  const head = ['confidence ≥', 'shown', 'share', 'right of shown', 'right ones lost', 'similarity', 'in this band', 'right'];
  return `${title}\n${aligned([
    head,
    ...rows.map((row) => [
      row.threshold.toFixed(2),
      String(row.shown),
      percent(row.shownShare),
      row.shown === 0 ? '–' : percent(row.rightShare),
      percent(row.lostShare),
      row.similarity.toFixed(2),
      String(row.here),
      String(row.hereRight),
    ]),
  ])}`;
}

function groupCells(group: Group): readonly string[] {
  return [
    group.name,
    String(group.n),
    interval(group.shown),
    interval(group.firstLine),
    interval(group.whole),
    group.similarity.mean.toFixed(2),
    interval(group.openFirstLine),
    interval(group.shownRight),
    percent(group.keptShare),
  ];
}

/** `12 % (8–17)`: the mean and the 95 % interval. */
export function interval({ n, mean, low, high }: Estimate): string {
  return n === 0 ? '–' : `${percent(mean)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`;
}

export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(0)} %`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
