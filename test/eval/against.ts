import { compare, type Difference } from '../../src/lab/compare';
import type { Machine } from '../../src/lab/machine';
import type { Run } from '../../src/lab/report';
import type { Result } from '../../src/lab/runHoles';
import { missed } from '../../src/lab/score';
import type { Report } from './report';
import { UsageError } from './usageError';

const format = 'inkling-eval-record-1';

/** A report to keep in the repository: figures only, no code of others. */
export interface Recorded {
  readonly format: typeof format;
  readonly commit: string | null;
  readonly madeAt: string;
  readonly machine: Machine;
  readonly model: string;
  readonly seed: number;
  /** How many were asked for: with the same seed and corpus the same ones come again. */
  readonly holes: number;
  /** What each column of a row is; ids first. */
  readonly columns: readonly (typeof columns)[number][];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What has changed since a recorded report, hole by hole. */
export interface Against {
  readonly commit: string | null;
  readonly madeAt: string;
  readonly model: string;
  /** Holes of the record that this run does not have: the corpus or the sampling is another one. */
  readonly missing: number;
  readonly differences: readonly Difference[];
  /** What is clearly worse, in sentences. */
  readonly regressions: readonly string[];
}

const columns = [
  'id',
  'line right',
  'whole right',
  'similarity',
  'kept',
  'shown',
  'line right, gate open',
  'tokens read',
  'first token, ms',
  'total, ms',
] as const;

/** On one machine too times scatter from run to run; smaller moves need several runs of both. */
const smallestTimeMove = 0.3;

export function recordOf(report: Report, run: Run, holes: number): Recorded {
  const { commit, madeAt, machine, seed } = report;
  const rows = run.results.map((result) => [
    result.id,
    Number(result.score.firstLine),
    Number(result.score.whole),
    Math.round(result.score.similarity * 1000) / 1000,
    result.score.kept,
    Number(result.shown !== null),
    Number(result.candidateScore.firstLine),
    result.readTokens,
    result.ttftMs,
    result.totalMs,
  ]);
  return {
    format,
    commit,
    madeAt,
    machine,
    model: run.name,
    seed,
    holes,
    columns,
    rows,
  };
}

/** One row a line, so that a difference between two records can be read. */
export function recordText({ rows, ...head }: Recorded): string {
  const opening = JSON.stringify(head, undefined, 1).replace(/\n}$/, '');
  return `${opening},\n "rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

/** Throws `UsageError` when the text, which stands in `file`, is no record. */
export function parseRecord(text: string, file: string): Recorded {
  const value = parsed(text);
  if (!isRecord(value))
    throw new UsageError(`${file} is no record that npm run eval -- --record has written.`);
  return value;
}

function isRecord(value: unknown): value is Recorded {
  if (typeof value !== 'object' || value === null) return false;
  return 'format' in value && value.format === format && 'rows' in value && Array.isArray(value.rows);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says what it expected.
    return undefined;
  }
}

export function compareAgainst(record: Recorded, { results }: Run, machine: Machine): Against {
  const before = record.rows.map(resultOf);
  const ids = new Set(results.map(({ id }) => id));
  const differences = compare(before, results, record.seed);
  const isSameMachine = machine.processor === record.machine.processor;
  const worse = differences.filter((difference) => isWorse(difference, isSameMachine));
  return {
    commit: record.commit,
    madeAt: record.madeAt,
    model: record.model,
    missing: before.filter(({ id }) => !ids.has(id)).length,
    differences,
    regressions: worse.map(
      ({ measure, first, second, difference: { low, high, n } }) =>
        `${measure}: ${figure(first)} before, ${figure(second)} now (95 % of the difference: ${figure(low)} to ${figure(high)}, n ${n}).`,
    ),
  };
}

/** Times of another machine say nothing about the code. */
function isWorse(
  { measure, better, first, difference, isClear }: Difference,
  isSameMachine: boolean,
): boolean {
  if (!isClear || better === 'neither') return false;
  if (measure.endsWith(', ms')) return isSameMachine && difference.low > first * smallestTimeMove;
  return better === 'higher' ? difference.mean < 0 : difference.mean > 0;
}

function resultOf(row: readonly (string | number | null)[]): Result {
  const number = (column: (typeof columns)[number]): number => Number(row[columns.indexOf(column)] ?? NaN);
  const orNull = (column: (typeof columns)[number]): number | null => {
    const value = row[columns.indexOf(column)];
    return typeof value === 'number' ? value : null;
  };
  return {
    id: String(row[0]),
    kind: 'suite',
    languageId: '',
    expected: '',
    shown: number('shown') === 1 ? '' : null,
    reason: null,
    score: {
      firstLine: number('line right') === 1,
      whole: number('whole right') === 1,
      similarity: number('similarity'),
      kept: number('kept'),
    },
    candidate: null,
    candidateScore: { ...missed, firstLine: number('line right, gate open') === 1 },
    broken: null,
    replace: 0,
    source: null,
    shape: null,
    confidence: null,
    promptTokens: null,
    readTokens: orNull('tokens read'),
    generatedTokens: null,
    ttftMs: orNull('first token, ms'),
    totalMs: number('total, ms'),
    ownMs: null,
  };
}

function figure(value: number): string {
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}
