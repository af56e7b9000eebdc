/** Pure string arithmetic. Text has LF line ends; offsets are UTF-16 code units. */

/** Characters that an editor or a habit puts behind the cursor and that say nothing of their own. */
const closers = /^[\s)\]}>"'`;,:]*$/;
const closersFrom = /[\s)\]}>"'`;,:]*/y;

export function lineStart(text: string, offset: number): number {
  // `lastIndexOf` takes a negative position for 0 and would find a break that stands right there.
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the line break that ends the line, or the text's length. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The part of the cursor's line before the cursor. */
export function linePrefix(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), offset);
}

/** The part of the cursor's line after the cursor. */
export function lineSuffix(text: string, offset: number): string {
  return text.slice(offset, lineEnd(text, offset));
}

/** Whether a rest of line consists of blanks and closers only, so that a completion may write it anew. */
export function isCloserOnly(restOfLine: string): boolean {
  return closers.test(restOfLine);
}

/**
 * Without the blanks and closers at its end, commas and colons among them. A pattern that ends with `$` would begin anew at
 * each of them: with a line of many, that is time by the square.
 */
export function trimClosers(text: string): string {
  let end = text.length;
  while (end > 0 && isCloserOnly(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The offset behind the blanks and closers that follow. */
export function skipClosers(text: string, offset: number): number {
  closersFrom.lastIndex = offset;
  return closersFrom.test(text) ? closersFrom.lastIndex : offset;
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The blanks that a line begins with. */
export function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

/** The indentation's width in columns, a tab reaching the next multiple of `tabSize`. */
export function indentWidth(line: string, tabSize: number): number {
  let width = 0;
  for (const char of line) {
    if (char === ' ') width += 1;
    else if (char === '\t') width += tabSize - (width % tabSize);
    else break;
  }
  return width;
}

/** How many characters at the end of `left` are also the start of `right`. */
export function overlap(left: string, right: string): number {
  for (let length = Math.min(left.length, right.length); length > 0; length -= 1) {
    if (left.endsWith(right.slice(0, length))) return length;
  }
  return 0;
}

/** How many characters the two texts have in common at their start. */
export function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** Letters, digits, '_' and '$' of any script: what identifiers are made of. */
export function isWordCharacter(char: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(char);
}
