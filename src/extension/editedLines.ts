/** Lines of a document that were changed together: from `start` up to, but not with, `end`. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** One replaced stretch, in lines of the document before it. */
export interface LineChange {
  readonly start: number;
  /** The last line that it touches. */
  readonly last: number;
  /** Line breaks in the new text. */
  readonly breaks: number;
}

/** Changes this near belong to one piece of work, in lines. */
const nearLines = 2;

/** The ranges, newest last, after a change that somebody made. */
export function withEdit(ranges: readonly LineRange[], change: LineChange): readonly LineRange[] {
  const { start, last, breaks } = change;
  const near = ranges.filter((range) => isNear(range, change));
  const shift = breaks - (last - start);
  const merged = {
    start: Math.min(start, ...near.map((range) => range.start)),
    end: Math.max(last + 1, ...near.map((range) => range.end)) + shift,
  };
  return [...moved(ranges, change).filter((_, index) => !near.includes(ranges[index] ?? merged)), merged];
}

/** The ranges after a change that takes back or is nobody's work: what it touches is forgotten. */
export function withoutEdit(ranges: readonly LineRange[], change: LineChange): readonly LineRange[] {
  const isKept = ranges.map((range) => range.end <= change.start || range.start > change.last);
  return moved(ranges, change).filter((_, index) => isKept[index]);
}

function isNear({ start, end }: LineRange, change: LineChange): boolean {
  return start <= change.last + nearLines && end >= change.start - nearLines;
}

/** What lies below a change moves with it. */
function moved(ranges: readonly LineRange[], { start, last, breaks }: LineChange): readonly LineRange[] {
  const shift = breaks - (last - start);
  return ranges.map((range) =>
    range.start > last ? { start: range.start + shift, end: range.end + shift } : range,
  );
}
