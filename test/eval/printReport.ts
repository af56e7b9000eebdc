import { describeOverlap } from './describeOverlap';
import { interval, percent } from './percent';
import type { Report } from './report';
import { comparisonRows, typingRows } from './reportRows';
import type { Summary, Group } from './summarise';
import { calibrationError, type GateRow } from './thresholds';

/** All of the report as tables of text. */
export function reportText({ seed, corpus, overlap, runs, comparison, typing }: Report): string {
  const files = corpus.map(({ package: name, files: count }) => `${name} ${count}`).join(', ');
  const parts = [
    `seed ${seed}; files: ${files}\n${describeOverlap(overlap)}`,
    ...runs.flatMap(({ name, summary, gates, bins }) => [
      `== ${name}\n${summaryText(summary)}`,
      gateText('The gate, for what the model wrote:', gates.model),
      gateText('The gate, for what the memory proposed:', gates.memory),
      `calibration error: model ${calibrationError(bins.model).toFixed(2)}, memory ${calibrationError(bins.memory).toFixed(2)}`,
    ]),
    ...(comparison
      ? [
          `== comparison\n${aligned(
            comparisonRows(
              comparison,
              runs.map(({ name }) => name),
            ),
          )}`,
        ]
      : []),
    ...(typing ? [`== typing ${typing.file}\n${aligned(typingRows(typing))}`] : []),
  ];
  return parts.join('\n\n');
}

/** The summary as a table of text. */
function summaryText({ groups, reasons, costs }: Summary): string {
  const head = [
    '',
    'n',
    'shown',
    'line right',
    'whole right',
    'similarity',
    'gate open',
    'right of shown',
    'kept',
  ];
  const rows = Object.entries(groups).flatMap(([by, list]) => [
    ...(by === 'all' ? [] : [[`by ${by}`]]),
    ...list.map(groupCells),
  ]);
  const why = Object.entries(reasons).map(([reason, n]) => `${reason} ${n}`);
  const spent = Object.entries(costs).map(
    ([name, { p50, p95 }]) => `${name} ${p50.toFixed(0)}/${p95.toFixed(0)}`,
  );
  return [
    aligned([head, ...rows]),
    `nothing shown because: ${why.join(', ') || 'never'}`,
    `p50/p95: ${spent.join(', ')}`,
  ].join('\n');
}

/** A gate table as text. */
function gateText(title: string, rows: readonly GateRow[]): string {
  const head = [
    'confidence ≥',
    'shown',
    'share',
    'right of shown',
    'right ones lost',
    'similarity',
    'in this band',
    'right',
  ];
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

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
