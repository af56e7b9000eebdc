import { commonWords } from '../syntax/commonWords';
import { indentWidth } from '../text';

/** A keyword is a word that is no name: another may not stand for it. */
export type TokenKind = 'name' | 'keyword' | 'number' | 'blank' | 'sign';

/** A line cut into names, numbers, blanks and single signs. */
export interface TokenLine {
  /** Without indentation. */
  readonly text: string;
  readonly tokens: readonly string[];
  /** Of each token. */
  readonly kinds: readonly TokenKind[];
  /**
   * A hash of the first so many tokens, from none to all of them: the kind of names, numbers and blanks, and keywords and
   * signs themselves. Lines whose hashes differ there are not alike there.
   */
  readonly shapes: readonly number[];
  /** In columns. */
  readonly indent: number;
}

const tabSize = 4;

/** Shapes are small integers: those that need no object of their own. */
const smallInteger = 0x3fffffff;

export function tokenLine(line: string): TokenLine {
  const text = line.trimStart();
  const tokens: string[] = [];
  const kinds: TokenKind[] = [];
  let shape = 0;
  const shapes = [shape];
  for (let start = 0; start < text.length;) {
    const kind = kindAt(text, start);
    const end = tokenEnd(text, start, kind);
    const keyword = kind === 'name' ? keywordAt(text, start, end) : undefined;
    tokens.push(text.slice(start, end));
    kinds.push(keyword === undefined ? kind : 'keyword');
    shape = mixed(shape, keyword ?? (kind === 'sign' ? text.charCodeAt(start) : codes[kind]));
    shapes.push(shape);
    start = end;
  }
  return { text, tokens, kinds, shapes, indent: indentWidth(line, tabSize) };
}

/** The shape of all of a line's tokens, without keeping these. `text` is trimmed. */
export function shapeOf(text: string): number {
  let shape = 0;
  for (let start = 0; start < text.length;) {
    const kind = kindAt(text, start);
    const end = tokenEnd(text, start, kind);
    const keyword = kind === 'name' ? keywordAt(text, start, end) : undefined;
    shape = mixed(shape, keyword ?? (kind === 'sign' ? text.charCodeAt(start) : codes[kind]));
    start = end;
  }
  return shape;
}

/** What stands for a token in a shape, if it is no sign: those are their own first code unit. */
const codes = { name: 0x10000, number: 0x10001, blank: 0x10002 };
const keywords = new Map([...commonWords].map((word, index) => [word, 0x10003 + index]));
const longestKeyword = Math.max(...[...commonWords].map(({ length }) => length));

function keywordAt(text: string, start: number, end: number): number | undefined {
  return end - start > longestKeyword ? undefined : keywords.get(text.slice(start, end));
}

function mixed(shape: number, code: number): number {
  const product = Math.imul(shape ^ code, 0x5bd1e995);
  return (product ^ (product >>> 15)) & smallInteger;
}

type Kind = Exclude<TokenKind, 'keyword'>;

/** Of each ASCII character: what a token that begins with it is. */
const asciiKinds: readonly Kind[] = Array.from({ length: 0x80 }, (_, code) =>
  slowKind(String.fromCharCode(code)),
);

function kindAt(text: string, at: number): Kind {
  return asciiKinds[text.charCodeAt(at)] ?? slowKind(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

function slowKind(char: string): Kind {
  if (/[\p{L}_$]/u.test(char)) return 'name';
  if (/\p{N}/u.test(char)) return 'number';
  return /\s/.test(char) ? 'blank' : 'sign';
}

const token = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}[\w.]*|\s+|[^\s\p{L}\p{N}_$]/uy;

/** ASCII is looked at one by one: several times as fast as the expression. */
function tokenEnd(text: string, start: number, kind: Kind): number {
  let at = start;
  if (text.charCodeAt(start) < 0x80) {
    at += 1;
    if (kind === 'sign') return at;
    while (goesOn(kind, text.charCodeAt(at))) at += 1;
    if (kind === 'number' || !(text.charCodeAt(at) >= 0x80)) return at;
  }
  token.lastIndex = start;
  return token.test(text) ? token.lastIndex : text.length;
}

function goesOn(kind: Kind, code: number): boolean {
  const next = asciiKinds[code];
  if (kind === 'blank') return next === 'blank';
  if (next === 'number') return true;
  if (kind === 'name') return next === 'name';
  return (next === 'name' && code !== dollar) || code === dot;
}

const dollar = 0x24;
const dot = 0x2e;
