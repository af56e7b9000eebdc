/** Longer texts are data, bundles or generated: parsing them costs more than it tells. In UTF-16 code units. */
const maxLength = 1_500_000;

/** A line this long was not written by a person; grammars and error recovery are slowest there. */
const maxLineLength = 20_000;

/**
 * Nobody opens so many brackets in a row, and error recovery over some hundreds of them takes seconds in one step: a
 * shell's `((` is read in two ways at each place.
 */
const bracketRun = '('.repeat(64);

/** Whether a text is small enough to be parsed at each keystroke. Looks at one stretch in every `maxLineLength`. */
export function isParseable(text: string): boolean {
  if (text.length > maxLength || text.includes(bracketRun)) return false;
  let lineStart = 0;
  while (lineStart + maxLineLength < text.length) {
    const lastBreak = text.lastIndexOf('\n', lineStart + maxLineLength);
    if (lastBreak < lineStart) return false;
    lineStart = lastBreak + 1;
  }
  return true;
}
