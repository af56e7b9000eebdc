import { percent } from '../../../src/lab/percent';
import type { Quantiles, TypingResult } from './typingResult';

/** Replays as cells of a table, a column each, with its head. */
export function typingRows(typing: readonly TypingResult[]): readonly (readonly string[])[] {
  const row = (name: string, cell: (result: TypingResult) => string): readonly string[] => [
    name,
    ...typing.map(cell),
  ];
  return [
    ['', ...typing.map(({ file }) => file)],
    row('characters', ({ characters }) => String(characters)),
    row('keys without completions', ({ keysAlone }) => String(keysAlone)),
    row('keys', ({ keys }) => String(keys)),
    row('keystrokes saved', ({ savedShare }) => percent(savedShare)),
    row('characters completed', ({ completedShare }) => percent(completedShare)),
    row('ghost texts shown', ({ shown }) => String(shown)),
    row('accepted', ({ accepted, partlyAccepted }) => `${accepted}, of them ${partlyAccepted} in part`),
    row('rejected', ({ rejected }) => String(rejected)),
    row('flickered', ({ flickered }) => String(flickered)),
    row('tokens written', ({ writtenTokens }) => String(writtenTokens)),
    row('of them wasted', ({ wastedTokens }) => String(wastedTokens)),
    row('tokens read per key', ({ readTokensPerKey }) => readTokensPerKey.toFixed(1)),
    row('first token p50/p95/p99, ms', ({ ttftMs }) => quantileText(ttftMs)),
    row('key to ghost text p50/p95/p99, ms', ({ ghostMs }) => quantileText(ghostMs)),
  ];
}

function quantileText({ n, p50, p95, p99 }: Quantiles): string {
  return n === 0 ? '–' : `${p50.toFixed(0)}/${p95.toFixed(0)}/${p99.toFixed(0)} (n ${n})`;
}
