/** How the languages write what holds no code, as far as a scan of their brackets needs it. */

import { languageRow } from './languages';
import { firstOfRaw, hereDocumentAt, isRaw, rawStringAt } from './rawText';

/** Whether a backslash takes what follows out of the text's syntax. */
export function escapes(delimiter: string, lexis: Lexis): boolean {
  if (isRaw(delimiter)) return false;
  if (delimiter === '`') return lexis.templates;
  return delimiter !== '//' && delimiter !== '/*';
}

export interface Opener {
  readonly delimiter: string;
  readonly length: number;
  /** The construct ends within `length`: a character literal. */
  readonly whole: boolean;
}

const characterLiteral = /'(?:\\(?:u\{[^}\n]{0,12}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^\n])|[^'\\\n])'/uy;

/** What begins at the offset and is no plain code. */
export function openerAt(text: string, index: number, lexis: Lexis): Opener | undefined {
  const char = text.charAt(index);
  if (!lexis.first.includes(char)) return undefined;
  const raw = rawStringAt(text, index, lexis.languageId) ?? hereDocumentAt(text, index, lexis.languageId);
  if (raw !== undefined) return opener(raw);
  switch (char) {
    case '(':
    case '[':
    case '{':
    case '`':
      return opener(char);
    case '"':
      return opener(text.startsWith('"""', index) ? '"""' : char);
    case "'":
      return quote(text, index, lexis);
    case '/':
      if (lexis.blockComments && text.startsWith('/*', index)) return opener('/*');
      break;
    default:
      break;
  }
  if (lexis.lineComment === '' || !text.startsWith(lexis.lineComment, index)) return undefined;
  // '#' inside a word or an expansion is no comment: `$#`, `a#b`.
  if (lexis.lineComment === '#' && !/^\s?$/.test(text.charAt(index - 1))) return undefined;
  return { delimiter: '//', length: lexis.lineComment.length, whole: false };
}

function opener(delimiter: string): Opener {
  return { delimiter, length: delimiter.length, whole: false };
}

/** An apostrophe opens a string, is a character literal, or is neither: a lifetime, a digit separator, prose. */
function quote(text: string, index: number, lexis: Lexis): Opener | undefined {
  if (lexis.characters) {
    characterLiteral.lastIndex = index;
    const literal = characterLiteral.exec(text);
    return literal ? { delimiter: "'", length: literal[0].length, whole: true } : undefined;
  }
  const before = /[\p{L}\p{N}_]+$/u.exec(text.slice(Math.max(0, index - 3), index))?.[0];
  if (before !== undefined && !/^[rbfu]{1,2}$/i.test(before)) return undefined;
  return opener(text.startsWith("'''", index) ? "'''" : "'");
}

export interface Lexis {
  /** Each character with which something can begin that is no plain code. */
  readonly first: string;
  readonly languageId: string;
  readonly lineComment: string;
  readonly blockComments: boolean;
  /** A backtick opens a text with `${code}` in it; elsewhere it is a raw string. */
  readonly templates: boolean;
  /** An apostrophe encloses one character. */
  readonly characters: boolean;
}

const templateLanguages = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact']);
const characterLanguages = new Set(['go', 'rust', 'java', 'c', 'cpp', 'csharp']);

export function lexisOf(languageId: string): Lexis {
  const { lineComment, blockComment } = languageRow(languageId);
  return {
    first: `([{\`"'/${firstOfRaw(languageId)}${lineComment.charAt(0)}`,
    languageId,
    lineComment,
    blockComments: blockComment?.[0] === '/*',
    templates: templateLanguages.has(languageId),
    characters: characterLanguages.has(languageId),
  };
}
