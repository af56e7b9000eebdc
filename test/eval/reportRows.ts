import type { Difference } from './compare';
import { percent } from './percent';
import type { Quantiles, TypingResult } from './typing/typingResult';

/** The comparison as cells of a table, with its head. */
export function comparisonRows(
  differences: readonly Difference[],
  [first = 'first', second = 'second']: readonly string[],
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

/** A replay as cells of a table, with its head. */
export function typingRows(typing: TypingResult): readonly (readonly string[])[] {
  return [
    ['', ''],
    ['characters', String(typing.characters)],
    ['keys without completions', String(typing.keysAlone)],
    ['keys', `${typing.keys} (${percent(typing.savedShare)} saved)`],
    ['ghost texts', `${typing.shown} shown, ${typing.accepted} accepted, ${typing.rejected} rejected`],
    ['accepted characters', String(typing.acceptedCharacters)],
    ['tokens read per key', figure(typing.readTokensPerKey)],
    ['first token p50/p95/p99, ms', quantileText(typing.ttftMs)],
    ['key to ghost text p50/p95/p99, ms', quantileText(typing.ghostMs)],
  ];
}

function quantileText({ n, p50, p95, p99 }: Quantiles): string {
  return n === 0 ? '–' : `${p50.toFixed(0)}/${p95.toFixed(0)}/${p99.toFixed(0)} (n ${n})`;
}

function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}
