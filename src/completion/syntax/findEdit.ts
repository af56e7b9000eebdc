/** One replaced stretch: `before.slice(start, oldEnd)` became `after.slice(start, newEnd)`. */
export interface Edit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Blocks of this many code units are compared at once: the engine compares slices faster than we compare characters. */
const stride = 1024;

/** The one stretch that differs, found from both ends, never cutting a surrogate pair; undefined for equal texts. */
export function findEdit(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const limit = Math.min(before.length, after.length);
  let start = equalAtStart(before, after, limit);
  if (isHighSurrogate(before.charCodeAt(start - 1)) || isHighSurrogate(after.charCodeAt(start - 1)))
    start -= 1;
  let tail = equalAtEnd(before, after, limit - start);
  if (
    isLowSurrogate(before.charCodeAt(before.length - tail)) ||
    isLowSurrogate(after.charCodeAt(after.length - tail))
  ) {
    tail -= 1;
  }
  return { start, oldEnd: before.length - Math.max(0, tail), newEnd: after.length - Math.max(0, tail) };
}

function equalAtStart(before: string, after: string, limit: number): number {
  let length = 0;
  while (
    length + stride <= limit &&
    before.slice(length, length + stride) === after.slice(length, length + stride)
  ) {
    length += stride;
  }
  while (length < limit && before.charCodeAt(length) === after.charCodeAt(length)) length += 1;
  return length;
}

function equalAtEnd(before: string, after: string, limit: number): number {
  let length = 0;
  while (
    length + stride <= limit &&
    before.slice(before.length - length - stride, before.length - length) ===
      after.slice(after.length - length - stride, after.length - length)
  ) {
    length += stride;
  }
  while (
    length < limit &&
    before.charCodeAt(before.length - length - 1) === after.charCodeAt(after.length - length - 1)
  ) {
    length += 1;
  }
  return length;
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}

function isLowSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xdc00 && codeUnit <= 0xdfff;
}
