import type { Difference } from './compare';

/** A comparison as cells of a table, with its head. */
export function comparisonRows(
  differences: readonly Difference[],
  [first, second]: readonly [string, string],
): readonly (readonly string[])[] {
  return [
    ['', 'n', first, second, 'difference', '95 %', ''],
    ...differences.map(({ measure, first: a, second: b, difference: { n, mean, low, high }, isClear }) => [
      measure,
      String(n),
      ...[a, b].map(figure),
      figure(mean),
      `${figure(low)} … ${figure(high)}`,
      isClear ? 'clear' : 'not clear',
    ]),
  ];
}

function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}
