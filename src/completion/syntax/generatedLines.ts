import type { At } from '../request';
import { scanBrackets } from './brackets';
import type { Close, Frame } from './brackets';
import { surroundingsOf } from './surroundings';
import { isRaw } from './rawText';
import { indentWidth, isBlank, lineEnd } from '../text';

/** One line of what the model has written so far. */
export interface GeneratedLine {
  /** Without the line break. The first line goes on where the cursor stands. */
  readonly text: string;
  /** The whole line as it would stand in the document. */
  readonly full: string;
  /** Offsets in the generated text; `end` is the line break's. */
  readonly start: number;
  readonly end: number;
  /** False for the last line until its line break has come. */
  readonly complete: boolean;
  /** The line as it would stand in the document has more than blanks. */
  readonly visible: boolean;
  /** The column of its first visible character. */
  readonly indent: number;
  /** It begins inside a string or a comment that began on an earlier line. */
  readonly insideText: boolean;
  /** Closers of what was open at the cursor, or of nothing. Offsets in the generated text. */
  readonly closes: readonly Close[];
  /** Brackets that the generated text has opened and not closed, at the line's end. */
  readonly ownOpen: number;
  /** Brackets opened on the cursor's line, before the cursor, and still open at the line's end. */
  readonly cursorOpen: number;
}

/** The generated lines in order; complete ones look the same however much text follows them. */
export function* generatedLines(soFar: string, at: At): Generator<GeneratedLine> {
  const { linePrefix, open, tabSize } = surroundingsOf(at);
  const cursor = at.prefix.length;
  let frames: readonly Frame[] = open;
  let start = 0;
  while (start <= soFar.length) {
    const end = lineEnd(soFar, start);
    const text = soFar.slice(start, end);
    const full = start === 0 ? linePrefix + text : text;
    const insideText = start > 0 && isMultiLineText(frames.at(-1));
    const scan = scanBrackets(soFar.slice(start, end + 1), at.languageId, frames, cursor + start);
    // Frames that were open before this line are outer to the scan of one line, but not to the generated text.
    const closes = scan.closes
      .filter(({ frame }) => frame === undefined || frame.at < cursor)
      .map((close) => ({ ...close, at: close.at - cursor }));
    frames = scan.open;
    yield {
      text,
      full,
      start,
      end,
      complete: end < soFar.length,
      visible: !isBlank(full),
      indent: indentWidth(full, tabSize),
      insideText,
      closes,
      ownOpen: frames.filter((frame) => frame.at >= cursor).length,
      cursorOpen: frames.filter((frame) => frame.at < cursor && frame.at >= cursor - linePrefix.length)
        .length,
    };
    start = end + 1;
  }
}

/** The end of the last visible line before line `index`: what is kept when the line and all below it go. */
export function endBefore(lines: readonly GeneratedLine[], index: number): number {
  const last = lines.slice(0, index).findLast((line) => line.visible);
  return last ? last.start + last.text.trimEnd().length : 0;
}

function isMultiLineText(frame: Frame | undefined): boolean {
  if (frame === undefined) return false;
  return ['`', '"""', "'''", '/*'].includes(frame.delimiter) || isRaw(frame.delimiter);
}
