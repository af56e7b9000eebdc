import { quantile } from '../../../src/lab/bootstrap';
import type { Difference } from '../../../src/lab/compare';
import { summarise } from '../../../src/lab/summarise';
import type { RulesReport } from './rulesReport';
import { timesOf, type RuleRow } from './ruleRow';
import { typingFigures, type TypingFigures, type TypingRuleRow } from './typingRuleRow';

/** The tables in Markdown: the product as it stands, then what each rule adds to that. */
export function rulesText(report: RulesReport): string {
  const head = `${report.model}, seed ${report.seed}`;
  if (report.table === 'typing') {
    const rows = [...report.rows.map(typingCells)];
    return `${head}, ${report.base.length} pieces\n\n${table([typingHead, baseTyping(typingFigures(report.base)), ...rows])}`;
  }
  const rows = report.rows.map(holeCells);
  return `${head}, ${report.base.length} holes\n\n${table([holeHead, baseCells(report), ...rows])}`;
}

const holeHead = [
  'rule',
  'changed',
  'nearer / farther',
  'right by hand',
  'similar by hand',
  'shown',
  'right',
  'right of shown',
  'similar',
  'kept',
  'broken',
  'read',
  'written',
  'first ms',
  'whole ms',
  'own ms',
];

function baseCells(report: Extract<RulesReport, { readonly table: 'holes' | 'sloppy' }>): readonly string[] {
  const { base, seed } = report;
  const [all] = summarise(base, seed).groups.all;
  if (!all) return ['all rules'];
  const mean = (value: (result: (typeof base)[number]) => number | null): number => {
    const values = base.map(value).filter((each) => each !== null);
    return values.reduce((sum, each) => sum + each, 0) / values.length;
  };
  return [
    'all rules',
    String(all.n),
    '',
    points(all.openFirstLine.mean),
    mean(({ candidateScore }) => candidateScore.similarity).toFixed(3),
    points(all.shown.mean),
    points(all.firstLine.mean),
    points(all.shownRight.mean),
    all.similarity.mean.toFixed(3),
    mean(({ score }) => score.kept).toFixed(2),
    String(all.broken),
    mean(({ readTokens }) => readTokens).toFixed(0),
    mean(({ generatedTokens }) => generatedTokens).toFixed(1),
    ...(['first', 'whole', 'own'] as const).map((key) =>
      quantile(
        base.map((result) => timesOf(result)[key]),
        0.5,
      ).toFixed(1),
    ),
  ];
}

export function holeCells({ rule, n, changed, nearer, farther, differences, shownRight, medianMs }: RuleRow) {
  const cell = (measure: string, write: (value: number) => string): string => {
    const found = differences.find((each) => each.measure === measure);
    return found ? marked(found, write) : '–';
  };
  const signed = (digits: number) => (value: number) => signedNumber(value, digits);
  return [
    rule,
    String(changed),
    `${nearer} / ${farther}`,
    cell('line right, gate open', signedPoints),
    cell('similarity, gate open', signed(3)),
    cell('shown', signedPoints),
    cell('line right', signedPoints),
    signedPoints(shownRight.with - shownRight.without),
    cell('similarity', signed(3)),
    cell('kept characters', signed(2)),
    cell('broken', (value) => signedNumber(value * n, 0)),
    cell('prompt tokens read', signed(0)),
    cell('tokens written', signed(1)),
    ...[medianMs.first, medianMs.whole, medianMs.own].map((ms) => signedNumber(ms, 1)),
  ];
}

const typingHead = [
  'rule',
  'keys saved',
  '95 %',
  'shown',
  'accepted',
  'rejected',
  'looked at',
  'flickered',
  'read per key',
  'written per key',
  'arrival p50 / p95, ms',
  'first token p50 / p95, ms',
  'ghost p50 / p95, ms',
];

const timesOfTyping = ['arrivalMs', 'firstTokenMs', 'ghostMs'] as const;

function baseTyping(base: TypingFigures): readonly string[] {
  return [
    'all rules',
    points(base.saved),
    '',
    ...[base.shown, base.accepted, base.rejected, base.refused, base.flickered].map(String),
    base.readPerKey.toFixed(2),
    base.writtenPerKey.toFixed(2),
    ...timesOfTyping.map((key) => `${base[key].p50.toFixed(0)} / ${base[key].p95.toFixed(0)}`),
  ];
}

export function typingCells({ rule, on, off, saved }: TypingRuleRow): readonly string[] {
  const isClear = saved.low > 0 || saved.high < 0;
  const difference = (value: (figures: TypingFigures) => number, digits = 0): string =>
    signedNumber(value(on) - value(off), digits);
  return [
    rule,
    signedPoints(saved.mean) + (isClear ? ' *' : ''),
    `${signedPoints(saved.low)} … ${signedPoints(saved.high)}`,
    difference(({ shown }) => shown),
    difference(({ accepted }) => accepted),
    difference(({ rejected }) => rejected),
    difference(({ refused }) => refused),
    difference(({ flickered }) => flickered),
    difference(({ readPerKey }) => readPerKey, 2),
    difference(({ writtenPerKey }) => writtenPerKey, 2),
    ...timesOfTyping.map(
      (key) => `${difference((figures) => figures[key].p50)} / ${difference((figures) => figures[key].p95)}`,
    ),
  ];
}

/** With a star where the interval leaves zero out. */
function marked({ difference, isClear }: Difference, write: (value: number) => string): string {
  return write(difference.mean) + (isClear ? ' *' : '');
}

function points(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`;
}

/** Percentage points. */
function signedPoints(share: number): string {
  return signedNumber(share * 100, 1);
}

function signedNumber(value: number, digits: number): string {
  if (Number.isNaN(value)) return '–';
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return '0';
  return (value < 0 ? '−' : '+') + text;
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
