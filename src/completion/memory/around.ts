import type { Snapshot } from '../request';
import { indentWidth, isCloserOnly, lineEnd, lineStart } from '../text';
import { encode } from '../shelf/bytes';

/** What the memory compares: the cursor's line up to the cursor, and the lines that say something around it. */
export interface Around {
  /** Without indentation. */
  readonly linePrefix: string;
  /** Where in `linePrefix` a match may begin: its start and the start of each word, leftmost first. */
  readonly starts: readonly number[];
  /** The rest of the cursor's line when it is more than closers: it stays, so the line must end with it. */
  readonly rest: string;
  /** The lines before the cursor's, nearest first; trimmed, blank ones left out. */
  readonly before: readonly string[];
  /** The nearest line after the cursor's that is not blank, trimmed; undefined at the end of the file. */
  readonly after: string | undefined;
  /** How much further in than the line before, in columns. */
  readonly indentStep: number;
}

const mostLinesBefore = 6;
const longestPrefix = 160;

/** How far neighbours are looked for, and how much of a machine-made line is compared; in code units. */
const reach = 10_000;
const longestLine = 2_000;
const tabSize = 4;

export function aroundCursor({ text }: Snapshot, offset: number): Around {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const line = text.slice(start, offset);
  const rest = text.slice(offset, end).trimEnd();
  const before: string[] = [];
  let indentBefore = 0;
  for (const content of visibleLinesBefore(text, start)) {
    if (before.length === 0) indentBefore = indentWidth(content, tabSize);
    before.push(content.trim());
    if (before.length === mostLinesBefore) break;
  }
  const linePrefix = line.trimStart();
  return {
    linePrefix,
    starts: wordStartsIn(linePrefix),
    rest: isCloserOnly(rest) ? '' : rest,
    before,
    after: lineFrom(text, nextLineStart(text, end)),
    indentStep: indentWidth(line, tabSize) - indentBefore,
  };
}

/** The lines above a line's start that are not blank, nearest first, as far as a person would look. */
export function* visibleLinesBefore(text: string, start: number): Generator<string> {
  for (let at = start; at > 0 && at > start - reach;) {
    const previous = lineStart(text, at - 1);
    const content = text.slice(Math.max(previous, at - longestLine), at - 1);
    if (content.trim() !== '') yield content;
    at = previous;
  }
}

/** Where the next line below a line's end begins that is not blank. */
export function nextLineStart(text: string, end: number): number | undefined {
  for (let at = end + 1; at < text.length && at < end + reach;) {
    const stop = lineEnd(text, at);
    if (text.slice(at, stop).trim() !== '') return at;
    at = stop + 1;
  }
  return undefined;
}

/** The needle from each start on, as the shelves store it. */
export function needlesOf({ linePrefix, starts }: Around): readonly Uint8Array[] {
  const bytes = encode(linePrefix);
  const isAscii = bytes.length === linePrefix.length;
  return starts.map((start) => (isAscii ? bytes.subarray(start) : encode(linePrefix.slice(start))));
}

function wordStartsIn(linePrefix: string): readonly number[] {
  const starts = [...linePrefix.matchAll(/(?<![\w$\u0080-\uffff])[\w$\u0080-\uffff]/g)].map(
    ({ index }) => index,
  );
  const all = starts[0] === 0 || linePrefix === '' ? starts : [0, ...starts];
  return all.filter((start) => linePrefix.length - start <= longestPrefix);
}

function lineFrom(text: string, start: number | undefined): string | undefined {
  return start === undefined
    ? undefined
    : text.slice(start, Math.min(lineEnd(text, start), start + longestLine)).trim();
}
