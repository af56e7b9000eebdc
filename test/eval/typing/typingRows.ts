import { quantile } from '../../../src/lab/bootstrap';
import { percent } from '../../../src/lab/percent';
import { completedShare, savedShare, together, type TypingResult } from './typingResult';

/** A longer name of a file would make its column as wide. */
const longestName = 24;

/** Replays as cells of a table, a column each and one for all together, with its head. */
export function typingRows(typing: readonly TypingResult[]): readonly (readonly string[])[] {
  const all = together(typing);
  const columns = [...(all ? [all] : []), ...typing];
  const row = (name: string, cell: (result: TypingResult) => string): readonly string[] => [
    name,
    ...columns.map(cell),
  ];
  return [
    ['', ...columns.map(({ file }) => shortName(file))],
    row('characters', ({ characters }) => String(characters)),
    row('keys without completions', ({ keysAlone }) => String(keysAlone)),
    row('keys', ({ keys }) => String(keys)),
    row('keystrokes saved', (result) => percent(savedShare(result))),
    row('characters completed', (result) => percent(completedShare(result))),
    row('ghost texts shown', ({ shown }) => String(shown)),
    row('accepted', ({ accepted }) => String(accepted)),
    row('of them in part', ({ partlyAccepted }) => String(partlyAccepted)),
    row('rejected', ({ rejected }) => String(rejected)),
    row('of them looked at', ({ refused }) => String(refused)),
    row('flickered', ({ flickered }) => String(flickered)),
    row('at once from the cache', ({ prepared }) => String(prepared)),
    row('tokens written', ({ writtenTokens }) => String(writtenTokens)),
    row('of them wasted', ({ wastedTokens }) => String(wastedTokens)),
    row('tokens read per key', ({ readTokens, keys }) => (readTokens / keys).toFixed(1)),
    ...times('first token', ({ ttftMs }) => ttftMs),
    ...times('key to ghost text', ({ ghostMs }) => ghostMs),
  ];

  function times(name: string, samples: (result: TypingResult) => readonly number[]) {
    const at = (share: number) => (result: TypingResult) => milliseconds(quantile(samples(result), share));
    return [
      row(`${name}, samples`, (result) => String(samples(result).length)),
      ...[50, 95, 99].map((percentile) => row(`${name} p${percentile}, ms`, at(percentile / 100))),
    ];
  }
}

/** What the cache answers takes a fraction of a millisecond. */
function milliseconds(ms: number): string {
  if (Number.isNaN(ms)) return '–';
  return ms < 1 ? '< 1' : ms.toFixed(0);
}

/** The last part of a path; a long one without its middle. */
export function shortName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.length <= longestName) return name;
  const half = (longestName - 1) / 2;
  return `${name.slice(0, Math.ceil(half))}…${name.slice(-Math.floor(half))}`;
}
