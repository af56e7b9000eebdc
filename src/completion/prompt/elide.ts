import type { Outline, Range } from '../syntax/outline';
import { isBlank, isCloserOnly, lineStart } from '../text';
import { startOfLastLines } from './cutLines';

export interface Elided {
  /** Stands for the document before `start`; empty or whole lines. */
  readonly head: string;
  /** From here on the document is kept verbatim. */
  readonly start: number;
}

/** The share of the room that belongs to the lines right before the cursor, verbatim; the rest is for the overview. */
const nearShare = 0.6;

/** Imports are worth at most this share of the overview. */
const importShare = 0.4;

/** A shorter body says more than its elision, in code units. */
const shortestFold = 60;

/**
 * Fits the text before the cursor into `room` code units. The nearest lines stay. Before them the bodies of siblings
 * are folded, farthest first; when that is not enough, the headers of the enclosing scopes, the imports and the
 * nearest of the folded lines remain. Without an outline: the nearest lines only.
 *
 * `mark` is what a folded body says.
 */
export function elide(
  text: string,
  offset: number,
  outline: Outline | undefined,
  room: number,
  mark: string,
): Elided {
  if (offset <= room) return { head: '', start: 0 };
  if (!outline) return { head: '', start: startOfLastLines(text, offset, room) };
  const start = startOfLastLines(text, offset, Math.floor(room * nearShare));
  if (start > 0 && text.charCodeAt(start - 1) !== lineFeed) return { head: '', start };
  const headRoom = room - (offset - start);
  const folded = foldUntilFits(text, start, foldableBefore(outline.bodies, start), headRoom, mark);
  const lines = renderLines(text, start, folded);
  const bodies = outline.bodies.map((body) => ({ ...body, header: lineStart(text, body.start) }));
  const headers = outline.scopes.map((scope) => ({ start: scope.start, end: scope.bodyStart }));
  // Without its header, the body in which the verbatim text begins would be anybody's.
  const cut = bodies.filter((body) => body.start < start && start < body.end);
  const parts: Parts = {
    headers: [...headers, ...cut.map(({ header }) => ({ start: header, end: start }))],
    imports: outline.imports,
    bodies,
  };
  return { head: pickLines(lines, parts, headRoom, mark).join(''), start };
}

const lineFeed = 10;

/** One line of the overview, with its line break, and where it begins in the document. */
interface Line {
  readonly text: string;
  readonly source: number;
}

/** The innermost bodies before `end`, in document order, the last one cut off where the verbatim text begins. */
function foldableBefore(bodies: readonly Range[], end: number): readonly Range[] {
  const clipped = bodies
    .filter((body) => body.start < end)
    .map((body) => ({ start: body.start, end: Math.min(body.end, end) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return clipped.filter((body, index) => {
    const next = clipped[index + 1];
    return (next === undefined || next.start >= body.end) && body.end - body.start >= shortestFold;
  });
}

/** As many of the bodies, from the top of the file on, as it takes. */
function foldUntilFits(
  text: string,
  end: number,
  bodies: readonly Range[],
  room: number,
  mark: string,
): readonly Fold[] {
  const folds: Fold[] = [];
  let length = end;
  for (const body of bodies) {
    if (length <= room) break;
    const fold = foldOf(text, body, mark);
    if (!endsLine(fold.text) && text.charAt(fold.end) !== '\n') continue; // a comment would swallow the closing brace
    folds.push(fold);
    length += fold.text.length - (fold.end - fold.start);
  }
  return folds;
}

interface Fold extends Range {
  readonly text: string;
}

/** Keeps the blanks at both ends of the body, so that the closing delimiter stays where it was. */
function foldOf(text: string, { start, end }: Range, mark: string): Fold {
  const body = text.slice(start, end);
  const trimmed = body.trim();
  const lead = body.slice(0, body.indexOf(trimmed));
  const trail = body.slice(lead.length + trimmed.length);
  return { start, end, text: lead.includes('\n') ? `${lead}${mark}${trail}` : `${mark}${trail}` };
}

/** Whether only blanks follow the last line break, so that what comes next stands on a line of its own. */
function endsLine(text: string): boolean {
  return isBlank(text.slice(text.lastIndexOf('\n') + 1));
}

function renderLines(text: string, end: number, folds: readonly Fold[]): readonly Line[] {
  const lines: Line[] = [];
  let line = '';
  let source = 0;
  const add = (piece: string, from: number, moves: boolean): void => {
    let begin = 0;
    while (begin < piece.length) {
      if (line === '') source = from + (moves ? begin : 0);
      const lineBreak = piece.indexOf('\n', begin);
      const stop = lineBreak < 0 ? piece.length : lineBreak + 1;
      line += piece.slice(begin, stop);
      if (lineBreak >= 0) {
        lines.push({ text: line, source });
        line = '';
      }
      begin = stop;
    }
  };
  let position = 0;
  for (const fold of folds) {
    add(text.slice(position, fold.start), position, true);
    add(fold.text, fold.start, false);
    position = fold.end;
  }
  add(text.slice(position, end), position, true);
  if (line !== '') lines.push({ text: `${line}\n`, source });
  return lines;
}

interface Parts {
  readonly headers: readonly Range[];
  readonly imports: readonly Range[];
  /** `header` is where the line begins that the body follows. */
  readonly bodies: readonly (Range & { readonly header: number })[];
}

/** All lines when they fit; else the headers, then imports, then the nearest other lines, in document order. */
function pickLines(
  lines: readonly Line[],
  { headers, imports, bodies }: Parts,
  room: number,
  mark: string,
): readonly string[] {
  const kept = new Set<Line>();
  let left = room;
  const keep = (line: Line): boolean => {
    if (line.text.length > left) return kept.has(line);
    if (!kept.has(line)) left -= line.text.length;
    kept.add(line);
    return true;
  };
  for (const line of lines) if (isWithin(line, headers)) keep(line);
  const leftForOthers = left - Math.floor(room * importShare);
  for (const line of importLines(lines, imports)) {
    if (left - line.text.length >= leftForOthers) keep(line);
  }
  const headersAndImports = new Set(kept);
  for (const line of lines.toReversed()) if (!keep(line)) break;
  if (kept.size < lines.length) {
    // A body's end without its beginning says nothing.
    const begun = new Set([...kept].map(({ source }) => source));
    const headless = bodies.filter(({ header }) => !begun.has(header));
    for (const line of lines) {
      if (headersAndImports.has(line) || !kept.has(line)) continue;
      if (!isCloserOnly(line.text) && line.text.trim() !== mark && !isWithin(line, headless)) break;
      kept.delete(line);
    }
  }
  return lines.filter((line) => kept.has(line)).map((line) => line.text);
}

/** The lines of the imports; of one over several lines, those first that open and close it. */
function importLines(lines: readonly Line[], imports: readonly Range[]): readonly Line[] {
  const all = lines.filter((line) => isWithin(line, imports));
  return imports.flatMap((range) => {
    const [first, ...rest] = all.filter((line) => isWithin(line, [range]));
    const last = rest.pop();
    return [first, last, ...rest].filter((line) => line !== undefined);
  });
}

/** Whether the line, blanks aside, touches one of the ranges. */
function isWithin({ text, source }: Line, ranges: readonly Range[]): boolean {
  const begin = source + text.length - text.trimStart().length;
  const end = source + text.trimEnd().length;
  return ranges.some((range) => range.start < end && begin < range.end);
}
