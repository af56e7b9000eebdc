import { interval } from '../percent';
import type { Run } from '../report';
import { section, table } from './markup';
import { latencyPlot } from './latencyPlot';

/** What a person who chooses between models looks at: how right, how much of it, how soon, how large. */
export function sideBySide(runs: readonly Run[]): string {
  const all = (run: Run) => run.summary.groups.all[0];
  const row = (name: string, cell: (run: Run) => string): readonly string[] => [name, ...runs.map(cell)];
  const rows = [
    ['', ...runs.map(({ name }) => name)],
    row('places', ({ results }) => String(results.length)),
    row('line exactly right', (run) => estimate(all(run)?.firstLine)),
    row('whole hole exactly right', (run) => estimate(all(run)?.whole)),
    row('shown at all', (run) => estimate(all(run)?.shown)),
    row('right, of the shown', (run) => estimate(all(run)?.shownRight)),
    row('kept characters', (run) => estimate(all(run)?.kept)),
    row('first token, p50 / p95', (run) => quantiles(run, 'ttftMs')),
    row('whole answer, p50 / p95', (run) => quantiles(run, 'totalMs')),
    row('reads, tokens a second', ({ host }) => host.prefillTokensPerSecond.toFixed(0)),
    row('writes, tokens a second', ({ host }) => host.decodeTokensPerSecond.toFixed(0)),
    row('loading', ({ host }) => milliseconds(host.loadMs)),
    row('memory', ({ host }) => (host.memoryBytes === null ? '–' : megabytes(host.memoryBytes))),
    row('file', ({ host }) => megabytes(host.fileBytes)),
  ];
  const series = runs.map(({ name, results }) => ({ name, samples: results.map(({ totalMs }) => totalMs) }));
  const title = runs.length > 1 ? 'Side by side' : 'At a glance';
  const plot = latencyPlot('Time to the whole answer', series);
  return section(title, [`<div class="glance">${table(rows)}${plot}</div>`]);
}

function estimate(value: Parameters<typeof interval>[0] | undefined): string {
  return value ? interval(value) : '–';
}

function quantiles({ summary }: Run, cost: string): string {
  const { p50 = NaN, p95 = NaN } = summary.costs[cost] ?? {};
  return Number.isNaN(p50) ? '–' : `${milliseconds(p50)} / ${milliseconds(p95)}`;
}

function milliseconds(ms: number): string {
  return ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
