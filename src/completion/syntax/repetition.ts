/** A block of so many code units that comes again at once is no chance; a short one may be, once. */
const tellingBlock = 24;
/** The same for each line of a longer block, of which there are up to so many. */
const longBlock = { lines: 16, unitsPerLine: 12 };

/**
 * Where a text begins to go round in circles: the number of lines to keep when the last lines are the same one three
 * times over, or the same two to sixteen of them twice; two or three come three times where they say little. Undefined
 * when they are not.
 */
export function repeatedLines(lines: readonly string[]): number | undefined {
  for (let period = 1; period <= longBlock.lines; period += 1) {
    if (lines.at(-1) !== lines.at(-1 - period)) continue;
    const block = lines.slice(-period);
    const units = block.join('').replaceAll(/\s/g, '').length;
    const isTelling = period > 1 && units >= Math.max(tellingBlock, (period - 3) * longBlock.unitsPerLine);
    if (period > 3 && !isTelling) continue;
    const start = lines.length - (isTelling ? 2 : 3) * period;
    if (start < 0) continue;
    const looped = lines.slice(start + period).every((line, index) => line === lines[start + index]);
    // Closers in a row are the end of nested blocks, not a loop.
    if (looped && block.some((line) => /[\p{L}\p{N}]/u.test(line))) return start + period;
  }
  return undefined;
}

/**
 * How long a phrase goes on until it is a loop, by its length, in code units and in rounds. A model may write one of
 * them with every token, so each unit that is waited for costs. Rulers and zero-filled tables are shorter than theirs.
 */
const shortPhrase = { upTo: 3, units: 48, ofMarks: 120 };
const longPhrase = { upTo: 60, units: 48, rounds: 3 };

/**
 * Where a line is known to be looping: the offset behind the character that completes a phrase's last repetition.
 * Undefined when it is not looping. A longer line with the same start gives the same answer.
 */
export function repeatedPhrase(line: string): number | undefined {
  if (line.length < Math.min(shortPhrase.units, longPhrase.units)) return undefined;
  const runs = new Array<number>(longPhrase.upTo + 1).fill(0);
  for (let index = 1; index < line.length; index += 1) {
    let isShort = false;
    for (let period = 1; period <= Math.min(longPhrase.upTo, index); period += 1) {
      const same = line.charCodeAt(index) === line.charCodeAt(index - period);
      const run = same ? (runs[period] ?? 0) + 1 : 0;
      runs[period] = run;
      // A multiple of a short period is no phrase of its own.
      if (period <= shortPhrase.upTo) isShort ||= run >= period;
      else if (isShort) continue;
      const phrase = line.slice(index - period + 1, index + 1);
      if (run + period >= unitsOf(phrase)) return index + 1;
    }
  }
  return undefined;
}

function unitsOf(phrase: string): number {
  if (phrase.length > shortPhrase.upTo) return Math.max(longPhrase.units, phrase.length * longPhrase.rounds);
  return /\p{L}|[()[\]{}]|^[\d ]*\d[\d ]*$/u.test(phrase) ? shortPhrase.units : shortPhrase.ofMarks;
}
