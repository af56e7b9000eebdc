/** Texts whose end is named where they begin, so that no bracket, quote or backslash in them means anything. */

/** What begins a raw string, as it stands there: `R"x(`, `r#"`, `@"`. */
type RawString = readonly [opener: RegExp, closer: (opener: string) => string];

const cppRaw: RawString = [
  /\b(?:u8|[uUL])?R"[^\s()\\"]{0,16}\(/y,
  (opener) => `)${opener.slice(opener.indexOf('"') + 1, -1)}"`,
];
const rustRaw: RawString = [/\b[bc]?r#{0,8}"/y, (opener) => `"${'#'.repeat(opener.split('#').length - 1)}`];
const verbatim: RawString = [/(?:\$@|@\$?)"/y, () => '"'];

const rawStrings: ReadonlyMap<string, RawString> = new Map([
  ['cpp', cppRaw],
  ['c', cppRaw],
  ['rust', rustRaw],
  ['csharp', verbatim],
]);

/** `<<EOF`, `<<-'EOF'`: the text begins on the next line and ends with a line of that word alone. */
const hereDocuments: ReadonlyMap<string, RegExp> = new Map([
  ['shellscript', /<<-?[ \t]*(?:\\?[A-Za-z_]\w*|'[^'\n]+'|"[^"\n]+")/y],
  ['ruby', /<<(?:[~-](?:[A-Za-z_]\w*|'[^'\n]+'|"[^"\n]+")|[A-Z][A-Z0-9_]+\b|'[A-Z_]+'|"[A-Z_]+")/y],
  ['php', /<<<[ \t]*(?:[A-Za-z_]\w*|'[A-Za-z_]\w*'|"[A-Za-z_]\w*")(?=\s*$)/my],
]);

/** The characters with which one can begin. */
export function firstOfRaw(languageId: string): string {
  return (rawStrings.has(languageId) ? 'RuULrbc@$' : '') + (hereDocuments.has(languageId) ? '<' : '');
}

/** What begins a raw string at the offset. */
export function rawStringAt(text: string, index: number, languageId: string): string | undefined {
  return matchAt(rawStrings.get(languageId)?.[0], text, index);
}

/** What announces a here-document at the offset. In the shell's arithmetic `<<` shifts: `$((1 << n))`. */
export function hereDocumentAt(text: string, index: number, languageId: string): string | undefined {
  const announced = text.startsWith('<<', index)
    ? matchAt(hereDocuments.get(languageId), text, index)
    : undefined;
  const line = announced === undefined ? '' : text.slice(text.lastIndexOf('\n', index) + 1, index);
  const isInArithmetic = line.endsWith('<') || line.lastIndexOf('((') > line.lastIndexOf('))');
  return languageId === 'shellscript' && isInArithmetic ? undefined : announced;
}

function matchAt(pattern: RegExp | undefined, text: string, index: number): string | undefined {
  if (!pattern) return undefined;
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

/** Whether a frame's delimiter is that of a here-document or a raw string. */
export function isRaw(delimiter: string): boolean {
  return isHereDocument(delimiter) || rawStringOf(delimiter) !== undefined;
}

/** The delimiter of the text of a here-document that was announced on the line before. */
export function bodyOfHereDocument(announced: string): string {
  return `\n${announced}`;
}

/** Whether a frame stands for a here-document: for its text, or for the rest of the line that announces it. */
export function isHereDocument(delimiter: string): boolean {
  return delimiter.startsWith('<<') || delimiter.startsWith('\n');
}

/** What ends it: the line's own breaks belong to a here-document's word. */
export function rawCloser(delimiter: string): string {
  if (isHereDocument(delimiter)) return `\n${wordOf(delimiter)}\n`;
  return rawStringOf(delimiter)?.[1](delimiter) ?? '';
}

/** How far into the line the word that ends the here-document reaches; undefined on a line of its text. */
export function endOfHereDocument(line: string, delimiter: string): number | undefined {
  const mayBeIndented = !/^\n?<<(?![<~-])/.test(delimiter);
  const indent = mayBeIndented ? line.length - line.trimStart().length : 0;
  const word = wordOf(delimiter);
  if (!line.startsWith(word, indent)) return undefined;
  const end = indent + word.length;
  const rest = line.slice(end);
  return rest === '' || (delimiter.includes('<<<') && /^[^\w]/.test(rest)) ? end : undefined;
}

/** Whether the line ends it. */
export function endsRaw(line: string, delimiter: string): boolean {
  return isHereDocument(delimiter)
    ? endOfHereDocument(line, delimiter) !== undefined
    : line.includes(rawCloser(delimiter));
}

function wordOf(delimiter: string): string {
  return delimiter.replace(/^\n?<<<?[~-]?[ \t]*/, '').replaceAll(/[\\'"]/g, '');
}

function rawStringOf(delimiter: string): RawString | undefined {
  if (delimiter.startsWith('"') || !delimiter.includes('"')) return undefined;
  return [cppRaw, rustRaw, verbatim].find(([opener]) => matchAt(opener, delimiter, 0) === delimiter);
}
