/** Longer lines are data, or were not written by hand; in code units. */
const longestLine = 300;

/** A key, a hash or encoded data: a run this long without a break that mixes digits with letters at random. */
const tokenRun = /[A-Za-z0-9+/=_-]{24,}/g;

/** A secret that is given a value in quotes. */
const givenSecret =
  /(?:passwo?r?d|passphrase|secret|token|api[_-]?key|private[_-]?key|credential)\w*["']?\s*[:=]\s*(["'`])(?=[^"'`]*\d)[^"'`\s]{8,}\1/i;

/** Whether a line may ever be proposed: no secrets, nothing that only a machine would write. */
export function isWorthLearning(line: string): boolean {
  if (line.length > longestLine) return false;
  if (line.length < 24) return true;
  for (const [run] of line.matchAll(tokenRun)) if (isRandom(run)) return false;
  return !givenSecret.test(line);
}

/** Words change their kind of character rarely; random text does it at every second character. */
function isRandom(run: string): boolean {
  const digits = count(run, /\d/g);
  if (/^[0-9a-fA-F]+$/.test(run)) return digits > 0 && digits < run.length;
  const changes = count(run, /(?<=[a-z])[A-Z0-9]|(?<=\d)[A-Za-z]|(?<=[A-Z])\d/g);
  return digits >= 2 && changes >= run.length / 5;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
