import { groupRows } from '../groupRows';
import { percent } from '../percent';
import type { Run } from '../report';
import type { Group } from '../summarise';
import { calibrationError, hasCandidates, tellingRows, type GateRow } from '../thresholds';
import { codeTable, paragraph, section, table } from './markup';
import { latencyPlot } from './latencyPlot';
import { barPlot, gatePlot, reliabilityPlot } from './plots';

/** How many answers of a run the page shows, of those that were sure and wrong. */
const shownMistakes = 25;

/** One run in detail: tables by kind and language, drawings, the gate, the surest mistakes. */
export function runSection(run: Run): string {
  const { reasons, costs } = run.summary;
  const errors = Object.entries(run.bins).map(
    ([source, bins]) => `${source} ${calibrationError(bins).toFixed(2)}`,
  );
  const why = Object.entries(reasons).map(([reason, n]) => `${reason} ${n}`);
  const spent = Object.entries(costs).map(([name, { p50, p95 }]) => [
    costNames[name] ?? name,
    figure(p50),
    figure(p95),
  ]);
  return section(run.name, [
    table(groupRows(run.summary)),
    paragraph(
      `Nothing shown because: ${why.join(', ') || 'never'}. Calibration error: ${errors.join(', ')}.`,
    ),
    table([['', 'p50', 'p95'], ...spent]),
    `<div class="plots">${drawings(run).join('')}</div>`,
    '<h3>The gate, threshold by threshold</h3>',
    ...Object.entries(run.gates)
      .filter(([, rows]) => hasCandidates(rows))
      .map(([source, rows]) => gateTable(source, tellingRows(rows))),
    '<h3>Surest mistakes</h3>',
    mistakes(run),
  ]);
}

function drawings({ summary: { groups }, gates, bins, results }: Run): readonly string[] {
  const bars = (list: readonly Group[]) =>
    list.map(({ name, openFirstLine }) => ({ name, share: openFirstLine }));
  const firstToken = results.map(({ ttftMs }) => ttftMs).filter((ms) => ms !== null);
  const latencies = [
    { name: 'first token', samples: firstToken },
    { name: 'whole answer', samples: results.map(({ totalMs }) => totalMs) },
  ];
  return [
    barPlot('First line right, gate open, by kind', bars(groups.kind)),
    barPlot('First line right, gate open, by language', bars(groups.language)),
    latencyPlot('Time to answer', latencies),
    gatePlot('The gate: precision and coverage', gates),
    reliabilityPlot('Is the confidence honest?', bins),
  ];
}

function gateTable(source: string, rows: readonly GateRow[]): string {
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
    each.shown === 0 ? '–' : each.similarity.toFixed(2),
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
  return codeTable([['confidence', 'who, where', 'wanted', 'written'], ...cells]);
}

const costNames: Readonly<Record<string, string>> = {
  promptTokens: 'prompt, tokens',
  readTokens: 'of it read anew, tokens',
  generatedTokens: 'written, tokens',
  ttftMs: 'first token, ms',
  totalMs: 'whole answer, ms',
};

function figure(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(0);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 80) ?? '';
}
