import type { Snapshot } from '../request';
import { indentWidth, isCloserOnly, lineEnd, lineStart } from '../text';
import { encode } from './bytes';

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
const tabSize = 4;

export function aroundCursor({ text }: Snapshot, offset: number): Around {
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const line = text.slice(start, offset);
  const rest = text.slice(offset, end).trimEnd();
  const before: string[] = [];
  let indentBefore = 0;
  for (let at = start; at > 0 && before.length < mostLinesBefore;) {
    const previous = lineBefore(text, at);
    const content = text.slice(previous, at - 1);
    if (content.trim() !== '') {
      if (before.length === 0) indentBefore = indentWidth(content, tabSize);
      before.push(content.trim());
    }
    at = previous;
  }
  const linePrefix = line.trimStart();
  return {
    linePrefix,
    starts: wordStartsIn(linePrefix),
    rest: isCloserOnly(rest) ? '' : rest,
    before,
    after: nextLine(text, end),
    indentStep: indentWidth(line, tabSize) - indentBefore,
  };
}

/** Where the line above begins, for a line that begins at `start`, which is not 0. */
export function lineBefore(text: string, start: number): number {
  return start === 1 ? 0 : lineStart(text, start - 1);
}

/** The needle from a start on, as the shelves store it. */
export function needleFrom({ linePrefix }: Around, start: number): Uint8Array {
  return encode(linePrefix.slice(start));
}

function wordStartsIn(linePrefix: string): readonly number[] {
  const starts = [...linePrefix.matchAll(/(?<![\w$\u0080-\uffff])[\w$\u0080-\uffff]/g)].map(
    ({ index }) => index,
  );
  const all = starts[0] === 0 || linePrefix === '' ? starts : [0, ...starts];
  return all.filter((start) => linePrefix.length - start <= longestPrefix);
}

function nextLine(text: string, end: number): string | undefined {
  for (let at = end + 1; at < text.length;) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, stop).trim();
    if (line !== '') return line;
    at = stop + 1;
  }
  return undefined;
}
