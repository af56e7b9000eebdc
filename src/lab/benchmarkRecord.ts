import { BadMessage, Fields } from '../model/parseFields';
import type { Estimate } from './bootstrap';
import { percent } from './percent';
import type { LabReport, Run } from './report';

/** What is kept of a benchmark: figures, no code. Times in milliseconds. */
export interface BenchmarkRecord {
  readonly format: 1;
  readonly madeAt: string;
  readonly packages: readonly string[];
  readonly places: number;
  readonly recommendation: string | null;
  readonly models: readonly MeasuredModel[];
}

export interface MeasuredModel {
  readonly name: string;
  /** The whole path. */
  readonly file: string;
  readonly lineRight: Share;
  readonly wholeRight: Share;
  readonly shown: Share;
  /** Kept code units ÷ expected ones. */
  readonly keptShare: number;
  readonly answerMs: { readonly p50: number; readonly p95: number };
  readonly decodeTokensPerSecond: number;
  readonly memoryBytes: number | null;
}

/** From 0 to 1, with the 95 % interval. */
export type Share = Pick<Estimate, 'mean' | 'low' | 'high'>;

/** `files` are the whole paths by the runs' names. */
export function benchmarkRecord(report: LabReport, files: ReadonlyMap<string, string>): BenchmarkRecord {
  const { madeAt, corpus, recommendation, runs } = report;
  return {
    format: 1,
    madeAt,
    packages: corpus.map(({ package: name }) => name),
    places: runs[0]?.results.length ?? 0,
    recommendation,
    models: runs.map((run) => measured(run, files.get(run.name) ?? run.host.file)),
  };
}

function measured({ name, host, summary }: Run, file: string): MeasuredModel {
  const [all] = summary.groups.all;
  const { p50 = 0, p95 = 0 } = summary.costs.totalMs ?? {};
  return {
    name,
    file,
    lineRight: share(all?.firstLine),
    wholeRight: share(all?.whole),
    shown: share(all?.shown),
    keptShare: all?.kept.mean ?? 0,
    answerMs: { p50, p95 },
    decodeTokensPerSecond: host.decodeTokensPerSecond,
    memoryBytes: host.memoryBytes,
  };
}

function share(estimate: Estimate | undefined): Share {
  const { mean = 0, low = 0, high = 0 } = estimate ?? {};
  return { mean, low, high };
}

/** What a model's page says of it, a sentence for each measurement. */
export function sentencesOf({ madeAt, packages, places }: BenchmarkRecord, model: MeasuredModel): string {
  const { lineRight, keptShare, answerMs, memoryBytes } = model;
  const [low, high] = [lineRight.low, lineRight.high].map((bound) => (bound * 100).toFixed(0));
  const memory = memoryBytes === null ? '' : `, ${(memoryBytes / 1e6).toFixed(0)} MB of memory`;
  return (
    `${percent(lineRight.mean)} of the lines exactly right (95 %: ${low ?? ''} to ${high ?? ''}), ${percent(keptShare)} of the characters ` +
    `kept, ${answerMs.p50.toFixed(0)} ms for an answer at the median${memory}: measured at ${places} places in ` +
    `${packages.join(', ')} on ${madeAt.slice(0, 10)}.`
  );
}

/** Throws `BadMessage` when the value is no record. */
export function parseBenchmarkRecord(value: unknown): BenchmarkRecord {
  const fields = new Fields(value);
  fields.number('format', 1, 1);
  return {
    format: 1,
    madeAt: fields.text('madeAt'),
    packages: fields.list('packages').map(text),
    places: fields.count('places'),
    recommendation: fields.raw('recommendation') === null ? null : fields.text('recommendation'),
    models: fields.list('models').map(parseModel),
  };
}

function parseModel(value: unknown): MeasuredModel {
  const fields = new Fields(value);
  const answer = fields.object('answerMs');
  return {
    name: fields.text('name'),
    file: fields.text('file'),
    lineRight: parseShare(fields.object('lineRight')),
    wholeRight: parseShare(fields.object('wholeRight')),
    shown: parseShare(fields.object('shown')),
    keptShare: fields.number('keptShare', 0, 1),
    answerMs: { p50: answer.number('p50', 0, Infinity), p95: answer.number('p95', 0, Infinity) },
    decodeTokensPerSecond: fields.number('decodeTokensPerSecond', 0, Infinity),
    memoryBytes: fields.raw('memoryBytes') === null ? null : fields.count('memoryBytes'),
  };
}

function parseShare(fields: Fields): Share {
  const [mean = 0, low = 0, high = 0] = ['mean', 'low', 'high'].map((name) => fields.number(name, 0, 1));
  return { mean, low, high };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new BadMessage('an item is not a text');
  return value;
}
