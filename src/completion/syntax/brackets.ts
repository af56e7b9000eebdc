import { languageRow } from './languages';

/** A bracket, string or comment that is open at some point of a text. */
export interface Frame {
  /** What opened it: '(', '[', '{', '${', a quote, or the start of a comment. */
  readonly delimiter: string;
  /** Where it was opened, counted from the text's `base`. */
  readonly at: number;
  /** Where the statement around it began: see `BracketScan.from`. */
  readonly from: number;
}

/** A closer that belongs to something outside the scanned text. */
export interface Close {
  readonly char: string;
  readonly at: number;
  /** What it closes; undefined when nothing is open that it could close. */
  readonly frame: Frame | undefined;
}

export interface BracketScan {
  /** What is open at the end, outermost first. */
  readonly open: readonly Frame[];
  /** In order: the closers of what was open before the text began, and those that close nothing. */
  readonly closes: readonly Close[];
  /**
   * Where the statement on the last line began: where the line does, or the earlier line whose bracket this one closes
   * or continues, as in `if (a &&⏎    b) {`.
   */
  readonly from: number;
}

/**
 * Follows brackets, strings and comments through `text`, which goes on where `open` was left.
 * Lexical, so it also works on half-written code: an unclosed quote ends with its line, and a closer
 * that skips unclosed brackets of another kind closes them too. Time is linear in the text.
 */
export function scanBrackets(
  text: string,
  languageId: string,
  open: readonly Frame[] = [],
  base = 0,
): BracketScan {
  const lexis = lexisOf(languageId);
  const frames = [...open];
  const closes: Close[] = [];
  const outer = new Set(open);
  let from = base;
  const pop = (char: string, index: number): void => {
    const frame = frames.pop();
    if (frame) from = Math.min(from, frame.from);
    if (frame && outer.has(frame)) closes.push({ char, at: base + index, frame });
  };
  const newLine = (index: number): void => {
    const inner = frames.at(-1);
    from = inner && isAligned(text, inner.at - base, index + 1) ? inner.from : base + index + 1;
  };
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    const inside = frames.at(-1)?.delimiter ?? '';
    if (!verbatim.has(inside)) {
      const opener = openerAt(text, index, lexis);
      if (opener === undefined) {
        const wanted = openersOf[char];
        if (wanted) closeBracket(wanted, char, index);
        index += 1;
      } else {
        if (!opener.whole) frames.push({ delimiter: opener.delimiter, at: base + index, from });
        index += opener.length;
      }
      if (char === '\n') newLine(index - 1);
    } else if (char === '\n' && endsWithLine.has(inside)) {
      frames.pop();
      newLine(index);
      index += 1;
    } else if (char === '\\' && escapes(inside, lexis)) {
      index += 2;
    } else if (inside === '`' && lexis.templates && text.startsWith('${', index)) {
      frames.push({ delimiter: '${', at: base + index, from });
      index += 2;
    } else if (inside !== '//' && text.startsWith(closerOf(inside), index)) {
      pop(closerOf(inside), index);
      index += closerOf(inside).length;
    } else index += 1;
  }
  return { open: frames, closes, from };

  function closeBracket(wanted: readonly string[], char: string, at: number): void {
    let depth = frames.length - 1;
    const outermost = Math.max(0, frames.length - mostUnclosed);
    while (depth >= outermost && isBracket(frames[depth]) && !wanted.includes(frames[depth]?.delimiter ?? ''))
      depth -= 1;
    const frame = depth < outermost ? undefined : frames[depth];
    if (!frame || !wanted.includes(frame.delimiter)) {
      closes.push({ char, at: base + at, frame: undefined });
      return;
    }
    frames.length = depth + 1;
    pop(char, at);
  }
}

/** Whether the line goes on below what stands behind an open bracket: `foo(a,⏎    b`. */
function isAligned(text: string, bracket: number, line: number): boolean {
  if (!/[([]\S/y.test(text.slice(bracket, bracket + 2)) || bracket < 0) return false;
  const column = bracket + 1 - (text.lastIndexOf('\n', bracket) + 1);
  return /^ +/.exec(text.slice(line, line + column + 1))?.[0].length === column;
}

/** Whether the frame is a bracket rather than a string or a comment. */
export function isBracket(frame: Frame | undefined): boolean {
  return frame !== undefined && !verbatim.has(frame.delimiter);
}

/** What closes the frame: `)` for `(`, the quote itself for a quote. '' for a line comment. */
export function closerOf(delimiter: string): string {
  return closers[delimiter] ?? (delimiter === '//' ? '' : delimiter);
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}', '/*': '*/' };
const openersOf: Readonly<Record<string, readonly string[]>> = { ')': ['('], ']': ['['], '}': ['{', '${'] };
/** A closer that finds its bracket behind more unclosed ones than these has found somebody else's. */
const mostUnclosed = 100;
/** Frames whose content is not code. */
const verbatim: ReadonlySet<string> = new Set(['"', "'", '`', '"""', "'''", '//', '/*']);
const endsWithLine: ReadonlySet<string> = new Set(['"', "'", '//']);

function escapes(delimiter: string, lexis: Lexis): boolean {
  if (delimiter === '`') return lexis.templates;
  return delimiter !== '//' && delimiter !== '/*';
}

interface Opener {
  readonly delimiter: string;
  readonly length: number;
  /** The construct ends within `length`: a character literal. */
  readonly whole: boolean;
}

const characterLiteral = /'(?:\\(?:u\{[^}\n]{0,12}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^\n])|[^'\\\n])'/uy;

function openerAt(text: string, index: number, lexis: Lexis): Opener | undefined {
  const char = text.charAt(index);
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

interface Lexis {
  readonly lineComment: string;
  readonly blockComments: boolean;
  /** A backtick opens a text with `${code}` in it; elsewhere it is a raw string. */
  readonly templates: boolean;
  /** An apostrophe encloses one character. */
  readonly characters: boolean;
}

const templateLanguages = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact']);
const characterLanguages = new Set(['go', 'rust', 'java', 'c', 'cpp', 'csharp']);

function lexisOf(languageId: string): Lexis {
  const { lineComment, blockComment } = languageRow(languageId);
  return {
    lineComment,
    blockComments: blockComment?.[0] === '/*',
    templates: templateLanguages.has(languageId),
    characters: characterLanguages.has(languageId),
  };
}
