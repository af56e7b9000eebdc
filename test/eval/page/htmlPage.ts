import { interval, percent } from '../percent';
import type { Report, Run } from '../report';
import type { Group } from '../summarise';
import type { GateRow } from '../thresholds';
import { calibrationError } from '../thresholds';
import { describeOverlap } from '../describeOverlap';
import { comparisonRows, typingRows } from '../reportRows';
import { barPlot, escaped, gatePlot, reliabilityPlot } from './plots';
import { style } from './style';

/** How many answers of a run the page shows, of those that were sure and wrong. */
const shownMistakes = 25;

/** The report as one page that needs nothing from elsewhere: no scripts, no fonts, no pictures. */
export function htmlPage(report: Report): string {
  const { seed, corpus, overlap, runs, comparison, typing } = report;
  const sections = [
    '<h1>Inkling: the lab for quality</h1>',
    `<p>Seed ${seed}. ${corpus.map(({ package: name, files }) => `${escaped(name)} (${files} files)`).join(', ')}.<br>${escaped(describeOverlap(overlap))}</p>`,
    ...(comparison
      ? [
          section(
            'Comparison, hole by hole',
            table(
              comparisonRows(
                comparison,
                runs.map(({ name }) => name),
              ),
            ),
          ),
        ]
      : []),
    ...(typing ? [section(`Typing ${escaped(typing.file)}`, table(typingRows(typing)))] : []),
    ...runs.map(runSection),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Inkling: the lab for quality</title><style>${style}</style></head>
<body>
${sections.join('\n')}
</body></html>
`;
}

function runSection(run: Run): string {
  const { groups, reasons, costs } = run.summary;
  const bars = (list: readonly Group[]) =>
    list.map(({ name, openFirstLine }) => ({ name, share: openFirstLine }));
  const plots = [
    barPlot('First line right, gate open, by kind', bars(groups.kind)),
    barPlot('First line right, gate open, by language', bars(groups.language)),
    gatePlot('The gate: precision and coverage', run.gates),
    reliabilityPlot('Is the confidence honest?', run.bins),
  ];
  const errors = Object.entries(run.bins).map(
    ([source, bins]) => `${source} ${calibrationError(bins).toFixed(2)}`,
  );
  const why = Object.entries(reasons).map(([reason, n]) => `${reason} ${n}`);
  const spent = Object.entries(costs).map(([name, { p50, p95 }]) => [name, p50.toFixed(0), p95.toFixed(0)]);
  return section(
    escaped(run.name),
    [
      groupTable(run),
      `<p>Nothing shown because: ${escaped(why.join(', ') || 'never')}. Calibration error: ${errors.join(', ')}.</p>`,
      table([['', 'p50', 'p95'], ...spent]),
      `<div class="plots">${plots.join('')}</div>`,
      `<h2>The gate, threshold by threshold</h2>`,
      ...Object.entries(run.gates).map(([source, rows]) => gateTableOf(source, rows)),
      '<h2>Surest mistakes</h2>',
      mistakes(run),
    ].join('\n'),
  );
}

function groupTable({ summary: { groups } }: Run): string {
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
    ...(by === 'all' ? [] : [`<tr class="by"><td>by ${by}</td></tr>`]),
    ...list.map((group) =>
      row([
        group.name,
        String(group.n),
        ...[group.shown, group.firstLine, group.whole].map(interval),
        group.similarity.mean.toFixed(2),
        ...[group.openFirstLine, group.shownRight].map(interval),
        percent(group.keptShare),
      ]),
    ),
  ]);
  return `<div class="scroll"><table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>${rows.join('')}</table></div>`;
}

function gateTableOf(source: string, rows: readonly GateRow[]): string {
  const head = [
    `${source}: confidence ≥`,
    'shown',
    'share',
    'right of shown',
    'right ones lost',
    'similarity',
  ];
  const cells = rows.map((each) => [
    each.threshold.toFixed(2),
    String(each.shown),
    percent(each.shownShare),
    each.shown === 0 ? '–' : percent(each.rightShare),
    percent(each.lostShare),
    each.similarity.toFixed(2),
  ]);
  return table([head, ...cells]);
}

function mistakes({ results }: Run): string {
  const wrong = results
    .filter(({ candidate, candidateScore }) => candidate !== null && !candidateScore.firstLine)
    .toSorted((a, b) => (b.confidence ?? 0) - (a.confidence ?? 0))
    .slice(0, shownMistakes);
  const cells = wrong.map(({ confidence, source, kind, expected, candidate }) => [
    (confidence ?? 0).toFixed(2),
    `${source ?? ''} ${kind}`,
    firstLine(expected),
    firstLine(candidate ?? ''),
  ]);
  return table([['confidence', 'who, where', 'wanted', 'written'], ...cells]);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 80) ?? '';
}

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return `<div class="scroll"><table><tr>${head.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr>${rows.map(row).join('')}</table></div>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}
