import { linePrefix } from '../text';
import type { LanguageRow } from './languageRow';

/** Where a cursor stands. Code inside a string (`${…}`) is code. */
export type Place = 'code' | 'comment' | 'string';

/** How far back an open block comment is looked for, in code units. */
const commentReach = 20_000;

/** What the text alone says of the offset: for broken code and for languages without a grammar. */
export function placeInText(row: LanguageRow, text: string, offset: number): Place {
  return isInBlockComment(row, text, offset) ? 'comment' : placeOnLine(row, linePrefix(text, offset));
}

function isInBlockComment(row: LanguageRow, text: string, offset: number): boolean {
  if (!row.blockComment) return false;
  const [open, close] = row.blockComment;
  const before = text.slice(Math.max(0, offset - commentReach), offset);
  const opened = before.lastIndexOf(open);
  if (opened < 0 || before.indexOf(close, opened + open.length) >= 0) return false;
  const lineBefore = before.slice(before.lastIndexOf('\n', opened) + 1, opened);
  return placeOnLine(row, lineBefore) === 'code';
}

/** Reads one line from its start: a quote opens a string, the same quote ends it, a comment mark ends the reading. */
function placeOnLine(row: LanguageRow, line: string): Place {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (row.lineComment !== '' && line.startsWith(row.lineComment, at)) return 'comment';
    else if (row.quotes.includes(char)) quote = char;
  }
  return quote === '' ? 'code' : 'string';
}
