/** What a secret becomes in a prompt. */
export const redaction = '***';

/** Tokens that say by their form what they are: clouds, hosts of code, messengers, payment, models, packages, JWT. */
const known =
  /\b(?:A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|sk-[\w-]{20,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{50,}|SG\.[\w-]{16,}\.[\w-]{16,}|hf_[A-Za-z0-9]{30,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)/g;

/** What comes behind a slash in the address of a web hook. */
const hook = /(?<=hooks\.slack\.com\/services\/)[\w/]+|(?<=discord(?:app)?\.com\/api\/webhooks\/)[\w/-]+/g;

/** The password in an address with a user; an interpolation is none. */
const inAddress = /(?<=:\/\/[^\s:/@'"`]{0,80}:)(?![${<%])[^\s:/@'"`]{3,}(?=@)/g;

/** Pairs of a connection string. */
const inConnection =
  /(?<=(?:^|[;"'`\s])(?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature)=)(?![${<%])[^;"'`\s]{4,}/gi;

/** `Authorization: Bearer …` */
const inHeader = /(?<=\b(?:bearer|basic)\s)(?=\S*\d)[A-Za-z0-9._~+/=-]{16,}/gi;

/**
 * Something that is called a secret and is given a value in quotes, perhaps with its type between the two: `key: &str =`,
 * `key string =`, `key[] =`. A value with a digit in it is no plain word.
 */
const given =
  /(?<=(?:secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth)\w{0,20}["']?(?:\[\d{0,4}\])?(?::[^=:"`,;(){}]{1,40}|\s\w{1,20})?\s{0,8}(?::=|[:=])\s{0,8}(["'`]))(?=[^"'`]*\d)(?![${<%])[^"'`\s]{8,}(?=\1)/gi;
const givenPassword =
  /(?<=(?:passw(?:or)?d|passphrase|pwd)\w{0,20}["']?(?:\[\d{0,4}\])?(?::[^=:"`,;(){}]{1,40}|\s\w{1,20})?\s{0,8}(?::=|[:=])\s{0,8}(["'`]))(?![${<%])[^"'`\s]{6,}(?=\1)/gi;

/** A key, a hash or encoded data: a run this long without a break that mixes digits with letters at random. */
const shortestRun = 24;
const run = /[A-Za-z0-9+/=_-]{24,}/g;

/** What can hold a secret though it has no digit. */
const wordsBefore = /passw|pwd|passphrase|:\/\/|accountkey|sharedaccess/i;

const keyBegins = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;
const keyEnds = /-----END [A-Z0-9 ]*PRIVATE KEY/;

/** Whether one line says something that only its owner may know. */
export function holdsSecret(line: string): boolean {
  const { longestRun, hasDigit } = look(line);
  if (!hasDigit) return wordsBefore.test(line) && patterns(line).length > 0;
  if (longestRun >= shortestRun && randomRuns(line).length > 0) return true;
  return patterns(line).length > 0 || keyBegins.test(line);
}

/**
 * The text with `***` for each key, token and password in it, and for the inside of private keys. Line by line, so that
 * a text that grows keeps its start. redactSecrets(redactSecrets(t)) === redactSecrets(t)
 */
export function redactSecrets(text: string): string {
  const lines = text.split('\n');
  let isInKey = false;
  const redacted = lines.map((line) => {
    if (isInKey && !keyEnds.test(line)) {
      return redaction;
    }
    isInKey = keyBegins.test(line) && !keyEnds.test(line);
    return redactLine(line);
  });
  return redacted.join('\n');
}

function redactLine(line: string): string {
  const { longestRun, hasDigit } = look(line);
  if (!hasDigit && !wordsBefore.test(line)) return line;
  let safe = line;
  for (const found of [...patterns(line), ...(longestRun >= shortestRun ? randomRuns(line) : [])]) {
    safe = safe.replace(found, redaction);
  }
  return safe;
}

/** Longer lines are data: their first part stands for all. */
const longestLine = 2_000;

function patterns(line: string): readonly string[] {
  const near = line.slice(0, longestLine);
  return [known, hook, inAddress, inConnection, inHeader, given, givenPassword].flatMap((pattern) =>
    [...near.matchAll(pattern)].map(([found]) => found).filter((found) => found !== redaction),
  );
}

function randomRuns(line: string): readonly string[] {
  return [...line.slice(0, longestLine).matchAll(run)].map(([found]) => found).filter(isRandom);
}

/** One cheap look at each character spares most lines the patterns. */
function look(line: string): { longestRun: number; hasDigit: boolean } {
  let longestRun = 0;
  let length = 0;
  let hasDigit = false;
  for (let index = 0; index < line.length; index += 1) {
    const kind = kinds[line.charCodeAt(index)] ?? 0;
    if (kind === digit) hasDigit = true;
    length = kind === 0 ? 0 : length + 1;
    if (length > longestRun) longestRun = length;
  }
  return { longestRun, hasDigit };
}

const digit = 1;
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\d/.test(character)) return digit;
  return /[A-Za-z+/=_-]/.test(character) ? 2 : 0;
});

/** Words change their kind of character rarely; random text does it at every second character. */
function isRandom(text: string): boolean {
  const digits = count(text, /\d/g);
  if (/^[0-9a-fA-F]+$/.test(text)) return digits > 0 && digits < text.length;
  const changes = count(text, /(?<=[a-z])[A-Z0-9]|(?<=\d)[A-Za-z]|(?<=[A-Z])\d/g);
  return digits >= 2 && changes >= text.length / 5;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
