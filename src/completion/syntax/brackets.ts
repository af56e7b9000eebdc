import { lineEnd } from '../text';

import { escapes, lexisOf, openerAt } from './lexis';
import { bodyOfHereDocument, endOfHereDocument, isHereDocument, isRaw, rawCloser } from './rawText';

/** A bracket, string or comment that is open at some point of a text. */
export interface Frame {
  /** What opened it: '(', '[', '{', '${', a quote, the start of a comment, or what announces a raw text. */
  readonly delimiter: string;
  /** Where it was opened, counted from the text's `base`. */
  readonly at: number;
  /** Where the statement around it began: see `BracketScan.from`. */
  readonly from: number;
}

/** A closer that belongs to something outside the scanned text. */
export interface Close {
  readonly char: string;
  readonly at: number;
  /** What it closes; undefined when nothing is open that it could close. */
  readonly frame: Frame | undefined;
}

export interface BracketScan {
  /** What is open at the end, outermost first. */
  readonly open: readonly Frame[];
  /** In order: the closers of what was open before the text began, and those that close nothing. */
  readonly closes: readonly Close[];
  /**
   * Where the statement on the last line began: where the line does, or the earlier line whose bracket this one closes
   * or continues, as in `if (a &&⏎    b) {`.
   */
  readonly from: number;
}

/**
 * Follows brackets, strings and comments through `text`, which goes on where `open` was left.
 * Lexical, so it also works on half-written code: an unclosed quote ends with its line, and a closer
 * that skips unclosed brackets of another kind closes them too. Time is linear in the text.
 */
export function scanBrackets(
  text: string,
  languageId: string,
  open: readonly Frame[] = [],
  base = 0,
): BracketScan {
  const lexis = lexisOf(languageId);
  const frames = open.filter(({ delimiter }) => !isAnnounced(delimiter));
  /** Here-documents whose text begins on the next line. */
  const announced = open.filter(({ delimiter }) => isAnnounced(delimiter));
  const closes: Close[] = [];
  const outer = new Set(open);
  let from = base;
  const pop = (char: string, index: number): void => {
    const frame = frames.pop();
    if (frame) from = Math.min(from, frame.from);
    if (frame && outer.has(frame)) closes.push({ char, at: base + index, frame });
  };
  const newLine = (index: number): void => {
    const inner = frames.at(-1);
    from = inner && isAligned(text, inner.at - base, index + 1) ? inner.from : base + index + 1;
    for (const frame of announced.splice(0).reverse()) {
      const body = { ...frame, delimiter: bodyOfHereDocument(frame.delimiter) };
      if (outer.has(frame)) outer.add(body);
      frames.push(body);
    }
  };
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    const inside = frames.at(-1)?.delimiter ?? '';
    if (isHereDocument(inside)) {
      const end = lineEnd(text, index);
      const word = endOfHereDocument(text.slice(index, end), inside);
      if (word === undefined) {
        newLine(end);
        index = end + 1;
      } else {
        pop(text.slice(index, index + word), index);
        index += word;
      }
    } else if (!isVerbatim(inside)) {
      const opener = openerAt(text, index, lexis);
      if (opener === undefined) {
        const wanted = openersOf[char];
        if (wanted) closeBracket(wanted, char, index);
        index += 1;
      } else {
        const frame = { delimiter: opener.delimiter, at: base + index, from };
        if (isHereDocument(frame.delimiter)) announced.push(frame);
        else if (!opener.whole) frames.push(frame);
        index += opener.length;
      }
      if (char === '\n') newLine(index - 1);
    } else if (char === '\n' && endsWithLine.has(inside)) {
      frames.pop();
      newLine(index);
      index += 1;
    } else if (char === '\\' && escapes(inside, lexis)) {
      index += 2;
    } else if (inside === '`' && lexis.templates && text.startsWith('${', index)) {
      frames.push({ delimiter: '${', at: base + index, from });
      index += 2;
    } else if (inside.endsWith('@"') && text.startsWith('""', index)) {
      index += 2;
    } else if (inside !== '//' && text.startsWith(closerOf(inside), index)) {
      pop(closerOf(inside), index);
      index += closerOf(inside).length;
    } else index += 1;
  }
  return { open: [...frames, ...announced], closes, from };

  function closeBracket(wanted: readonly string[], char: string, at: number): void {
    let depth = frames.length - 1;
    const outermost = Math.max(0, frames.length - mostUnclosed);
    while (depth >= outermost && isBracket(frames[depth]) && !wanted.includes(frames[depth]?.delimiter ?? ''))
      depth -= 1;
    const frame = depth < outermost ? undefined : frames[depth];
    if (!frame || !wanted.includes(frame.delimiter)) {
      closes.push({ char, at: base + at, frame: undefined });
      return;
    }
    frames.length = depth + 1;
    pop(char, at);
  }
}

/** Whether the line goes on below what stands behind an open bracket: `foo(a,⏎    b`. */
function isAligned(text: string, bracket: number, line: number): boolean {
  if (!/[([]\S/y.test(text.slice(bracket, bracket + 2)) || bracket < 0) return false;
  const column = bracket + 1 - (text.lastIndexOf('\n', bracket) + 1);
  return /^ +/.exec(text.slice(line, line + column + 1))?.[0].length === column;
}

/** Whether the frame is a bracket rather than a string or a comment. */
export function isBracket(frame: Frame | undefined): boolean {
  return frame !== undefined && !isVerbatim(frame.delimiter);
}

function isVerbatim(delimiter: string): boolean {
  return !isOpener.has(delimiter) && (verbatim.has(delimiter) || isRaw(delimiter));
}

function isAnnounced(delimiter: string): boolean {
  return delimiter.startsWith('<<');
}

/** What closes the frame: `)` for `(`, the quote itself for a quote. '' for a line comment. */
export function closerOf(delimiter: string): string {
  if (isRaw(delimiter)) return rawCloser(delimiter);
  return closers[delimiter] ?? (delimiter === '//' ? '' : delimiter);
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}', '/*': '*/' };
const openersOf: Readonly<Record<string, readonly string[]>> = { ')': ['('], ']': ['['], '}': ['{', '${'] };
const isOpener: ReadonlySet<string> = new Set(['', '(', '[', '{', '${']);
/** A closer that finds its bracket behind more unclosed ones than these has found somebody else's. */
const mostUnclosed = 100;
/** Frames whose content is not code. */
const verbatim: ReadonlySet<string> = new Set(['"', "'", '`', '"""', "'''", '//', '/*']);
const endsWithLine: ReadonlySet<string> = new Set(['"', "'", '//']);
