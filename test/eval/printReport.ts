import { comparisonRows } from '../../src/lab/comparisonRows';
import { groupRows } from '../../src/lab/groupRows';
import { percent } from '../../src/lab/percent';
import type { Run } from '../../src/lab/report';
import { calibrationError, hasCandidates, tellingRows, type GateRow } from '../../src/lab/thresholds';
import type { Against } from './against';
import type { Report } from './report';
import { suiteRows } from './suites/suiteScore';
import { typingRows } from './typing/typingRows';

/** All of the report as tables of text. */
export function reportText(report: Report): string {
  const { seed, corpus, remarks, runs, comparisons, recommendation, suiteScores, typing, against } = report;
  const files = corpus.map(({ package: name, files: count }) => `${name} ${count}`).join(', ');
  const parts = [
    [`seed ${seed}; files: ${files}`, ...remarks].join('\n'),
    ...runs.flatMap(runTexts),
    ...comparisons.map(
      ({ first, second, differences }) =>
        `== ${second} beside ${first}\n${aligned(comparisonRows(differences, [first, second]))}`,
    ),
    ...(recommendation === null ? [] : [recommendation]),
    ...(suiteScores.length > 0
      ? [`== the set, as a request by hand fills it\n${aligned(suiteRows(suiteScores))}`]
      : []),
    ...(typing.length > 0 ? [`== typing\n${aligned(typingRows(typing))}`] : []),
    ...(against ? [againstText(against)] : []),
  ];
  return parts.join('\n\n');
}

function runTexts({ name, summary, host, gates, bins }: Run): readonly string[] {
  const why = Object.entries(summary.reasons).map(([reason, n]) => `${reason} ${n}`);
  const spent = Object.entries(summary.costs).map(
    ([cost, { p50, p95 }]) => `${cost} ${p50.toFixed(0)}/${p95.toFixed(0)}`,
  );
  const memory = host.memoryBytes === null ? 'unknown' : `${(host.memoryBytes / 1e6).toFixed(0)} MB`;
  return [
    [
      `== ${name}`,
      aligned(groupRows(summary)),
      `nothing shown because: ${why.join(', ') || 'never'}`,
      `p50/p95: ${spent.join(', ')}`,
      `memory ${memory}; loaded in ${host.loadMs.toFixed(0)} ms; reads ${host.prefillTokensPerSecond.toFixed(0)}, writes ${host.decodeTokensPerSecond.toFixed(0)} tokens/s`,
    ].join('\n'),
    ...(hasCandidates(gates.model) ? [gateText('The gate, for what the model wrote:', gates.model)] : []),
    ...(hasCandidates(gates.memory)
      ? [gateText('The gate, for what the memory proposed:', gates.memory)]
      : []),
    `calibration error: model ${calibrationError(bins.model).toFixed(2)}, memory ${calibrationError(bins.memory).toFixed(2)}`,
  ];
}

/** What has become better or worse since a recorded report. */
export function againstText({ commit, madeAt, model, missing, differences, regressions }: Against): string {
  const title = `== since ${madeAt.slice(0, 10)}, ${commit ?? 'no commit'}, ${model}`;
  const gone = missing === 0 ? [] : [`${missing} holes of the record are not in this run.`];
  const verdict =
    regressions.length === 0 ? ['Nothing is clearly worse.'] : ['Clearly worse:', ...regressions];
  return [title, aligned(comparisonRows(differences, ['before', 'now'])), ...gone, ...verdict].join('\n');
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
    ...tellingRows(rows).map((row) => [
      row.threshold.toFixed(2),
      String(row.shown),
      percent(row.shownShare),
      row.shown === 0 ? '–' : percent(row.rightShare),
      percent(row.lostShare),
      row.shown === 0 ? '–' : row.similarity.toFixed(2),
      String(row.here),
      String(row.hereRight),
    ]),
  ])}`;
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
