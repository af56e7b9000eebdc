/**
 * Where a text begins to go round in circles: the number of lines to keep when the last lines are the same one, two
 * or three lines three times over. Undefined when they are not.
 */
export function repeatedLines(lines: readonly string[]): number | undefined {
  for (let period = 1; period <= 3; period += 1) {
    const start = lines.length - 3 * period;
    if (start < 0) return undefined;
    const looped = lines.slice(start + period).every((line, index) => line === lines[start + index]);
    // Closers in a row are the end of nested blocks, not a loop.
    if (looped && lines.slice(start, start + period).some((line) => /[\p{L}\p{N}]/u.test(line))) {
      return start + period;
    }
  }
  return undefined;
}

/** Rulers and zero-filled tables are shorter than this. */
const shortPhrase = { upTo: 3, units: 120 };
const longPhrase = { upTo: 40, units: 72, times: 4 };

/**
 * Where a line is known to be looping: the offset behind the character that completes a phrase's last repetition.
 * Undefined when it is not looping. A longer line with the same start gives the same answer.
 */
export function repeatedPhrase(line: string): number | undefined {
  if (line.length < longPhrase.units) return undefined;
  const runs = new Array<number>(longPhrase.upTo + 1).fill(0);
  for (let index = 1; index < line.length; index += 1) {
    for (let period = 1; period <= Math.min(longPhrase.upTo, index); period += 1) {
      const same = line.charCodeAt(index) === line.charCodeAt(index - period);
      const run = same ? (runs[period] ?? 0) + 1 : 0;
      runs[period] = run;
      const units =
        period <= shortPhrase.upTo
          ? shortPhrase.units
          : Math.max(longPhrase.units, period * longPhrase.times);
      // A multiple of a short period is no phrase of its own.
      const isShort =
        period > shortPhrase.upTo && runs.slice(1, shortPhrase.upTo + 1).some((other) => other >= period);
      if (run + period >= units && !isShort) return index + 1;
    }
  }
  return undefined;
}
