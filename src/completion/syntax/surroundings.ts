import type { At } from '../request';
import { indentWidth, isBlank, isCloserOnly, lineEnd, lineStart } from '../text';

import { closerOf, scanBrackets } from './brackets';
import type { Close, Frame } from './brackets';
import { languageRow } from './languages';
import { endsRaw, isRaw } from './rawText';

/** What the text around the cursor says about a continuation. Lexical, bounded, computed once for each `At`. */
export interface Surroundings {
  /** The cursor's line up to the cursor, and from the cursor on. */
  readonly linePrefix: string;
  readonly rest: string;
  /** The rest of the line holds closers and blanks only, so that a continuation may write it anew. */
  readonly restIsClosers: boolean;
  /** Nothing visible stands before the cursor on its line. */
  readonly fresh: boolean;
  /** The column of the line where the statement on the cursor's line began: an earlier one for `if (a &&⏎    b) {`. */
  readonly statementIndent: number;
  /** Brackets, strings and comments that are open at the cursor, outermost first. */
  readonly open: readonly Frame[];
  /** The closers of `rest`; their frames are open at the cursor. */
  readonly restCloses: readonly Close[];
  /** Visible lines below the cursor's line, trimmed at their ends. */
  readonly below: readonly string[];
  /** Visible lines above the cursor's line, trimmed at their ends, nearest last. */
  readonly above: readonly string[];
  /**
   * A closer that closes nothing is a mistake. Not so in prose, in a shell's `pattern)`, or where the file is too long
   * to know all that is open.
   */
  readonly strayIsWrong: boolean;
  /** Width of one level of indentation, in columns. */
  readonly tabSize: number;
  /** Whether the text after the cursor already holds what closes the frame. */
  readonly closedBelow: (frame: Frame) => boolean;
}

/** Far enough to see the declaration around the cursor; a scan of it costs well under a millisecond. */
export const scannedUnits = 20_000;
/** A continuation is never longer than this, so more lines cannot repeat. */
const keptLines = 40;
/** Code nests less deeply; each generated line is scanned with all that is open. */
const keptFrames = 200;

const known = new WeakMap<At, Surroundings>();

export function surroundingsOf(at: At): Surroundings {
  const cached = known.get(at);
  if (cached) return cached;
  const made = describe(at);
  known.set(at, made);
  return made;
}

function describe(at: At): Surroundings {
  const { prefix, suffix, languageId } = at;
  const row = languageRow(languageId);
  const lineAt = lineStart(prefix, prefix.length);
  const linePrefix = prefix.slice(lineAt);
  const rest = suffix.slice(0, lineEnd(suffix, 0));
  const windowAt = windowStart(at);
  const scan = scanBrackets(prefix.slice(windowAt), languageId, [], windowAt);
  const open = scan.open.slice(-keptFrames);
  const below = visibleLines(suffix.slice(rest.length, rest.length + scannedUnits)).slice(0, keptLines);
  const tabSize = at.indentUnit === '\t' || at.indentUnit === '' ? 4 : at.indentUnit.length;
  return {
    linePrefix,
    rest,
    restIsClosers: isCloserOnly(rest),
    fresh: isBlank(linePrefix),
    statementIndent: indentWidth(prefix.slice(lineStart(prefix, scan.from)), tabSize),
    open,
    restCloses: scanBrackets(rest, languageId, open, prefix.length).closes.filter((close) => close.frame),
    below,
    above: visibleLines(prefix.slice(windowAt, Math.max(windowAt, lineAt))).slice(-keptLines),
    strayIsWrong: windowAt === 0 && row.grammar !== undefined && row.blockStyle !== 'keywords',
    tabSize,
    closedBelow: (frame) => closedBelow(frame, open, at, below, tabSize),
  };
}

/**
 * Where to begin to read: the start of a file; in a long one what the syntax tree says is code, or without a tree a line
 * without indentation, which is most likely outside every string.
 */
function windowStart({ prefix, codeAt }: At): number {
  const earliest = prefix.length - scannedUnits;
  if (earliest <= 0) return 0;
  if (codeAt !== undefined) return codeAt;
  const line = /^[\p{L}_@#]/mu.exec(prefix.slice(earliest));
  return line && line.index > 0 ? earliest + line.index : lineEnd(prefix, earliest);
}

function visibleLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/**
 * Counting closers cannot tell whose they are while the code is half written; indentation can. The frame is closed
 * when the next line below that stands no deeper than its opener's statement begins with its closer. Of several
 * frames that one line has opened, the first closers below are those of the innermost.
 */
function closedBelow(
  frame: Frame,
  open: readonly Frame[],
  at: At,
  below: readonly string[],
  tabSize: number,
): boolean {
  const { prefix } = at;
  if (frame.delimiter === '"' || frame.delimiter === "'") return false;
  if (isRaw(frame.delimiter)) return below.some((line) => endsRaw(line, frame.delimiter));
  const start = lineStart(prefix, frame.at);
  const indentAt = ({ from }: Frame): number => indentWidth(prefix.slice(lineStart(prefix, from)), tabSize);
  const indent = indentAt(frame);
  const line = below.find((candidate) => indentWidth(candidate, tabSize) <= indent);
  if (line === undefined || indentWidth(line, tabSize) !== indent) return false;
  // `namespace a⏎{⏎struct b⏎{█` and one brace below: it closes the outer one.
  const outer = open.findLast((other) => other.at < start && other.delimiter === frame.delimiter);
  if (outer && indentAt(outer) === indent && !hasCloserFor(outer, open, at)) return false;
  let rest = line.trimStart();
  const opened = open.filter((other) => lineStart(prefix, other.at) === start).reverse();
  for (const other of opened) {
    const closer = closerOf(other.delimiter);
    if (closer === '' || !rest.startsWith(closer)) return false;
    if (other === frame) return true;
    rest = rest.slice(closer.length);
  }
  return false;
}

/** Whether brackets, counted, reach the frame in what follows; true where that is too long to know. */
function hasCloserFor(frame: Frame, open: readonly Frame[], { prefix, suffix, languageId }: At): boolean {
  if (suffix.length > scannedUnits) return true;
  return scanBrackets(suffix, languageId, open, prefix.length).closes.some((close) => close.frame === frame);
}

/** Whether a line says enough of its own that meeting it twice is no chance: more than closers or one keyword. */
export function isTelling(line: string): boolean {
  const words = line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  if (words.join('').length < 2) return false;
  return words.length > 1 || !commonWords.has(words[0] ?? '');
}

const commonWords: ReadonlySet<string> = new Set(
  'begin break case continue default do done else end endif esac ensure except fi finally loop next pass return then try'.split(
    ' ',
  ),
);
