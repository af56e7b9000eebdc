/** Longer lines are data, or were not written by hand; in code units. */
const longestLine = 300;

/** A key, a hash or encoded data: a run this long without a break that mixes digits with letters at random. */
const shortestToken = 24;
const tokenRun = /[A-Za-z0-9+/=_-]{24,}/g;

/** A secret that is given a value in quotes. */
const givenSecret =
  /(?:passwo?r?d|passphrase|secret|token|api[_-]?key|private[_-]?key|credential)\w*["']?\s*[:=]\s*(["'`])(?=[^"'`]*\d)[^"'`\s]{8,}\1/i;

/** Whether a line may ever be proposed: no secrets, nothing that only a machine would write. */
export function isWorthLearning(line: string): boolean {
  if (line.length > longestLine) return false;
  const { longestRun, hasDigit, hasQuote } = look(line);
  if (!hasDigit) return true;
  if (longestRun >= shortestToken) {
    for (const [run] of line.matchAll(tokenRun)) if (isRandom(run)) return false;
  }
  return !hasQuote || !givenSecret.test(line);
}

/** One cheap look at each character spares most lines the patterns. */
function look(line: string): { longestRun: number; hasDigit: boolean; hasQuote: boolean } {
  let longestRun = 0;
  let run = 0;
  let hasDigit = false;
  let hasQuote = false;
  for (let index = 0; index < line.length; index += 1) {
    const kind = kinds[line.charCodeAt(index)] ?? 0;
    if (kind === digit) hasDigit = true;
    if (kind === quote) hasQuote = true;
    run = kind === digit || kind === tokenCharacter ? run + 1 : 0;
    if (run > longestRun) longestRun = run;
  }
  return { longestRun, hasDigit, hasQuote };
}

const digit = 1;
const tokenCharacter = 2;
const quote = 3;
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\d/.test(character)) return digit;
  if (/[A-Za-z+/=_-]/.test(character)) return tokenCharacter;
  return /["'`]/.test(character) ? quote : 0;
});

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
