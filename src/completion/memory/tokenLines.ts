import { commonWords } from '../syntax/commonWords';
import { indentWidth, lineEnd, lineStart } from '../text';

/** A keyword is a word that is no name: another may not stand for it. */
export type TokenKind = 'name' | 'keyword' | 'number' | 'blank' | 'sign';

/** A line cut into names, numbers, blanks and single signs. */
export interface TokenLine {
  /** Without indentation. */
  readonly text: string;
  readonly tokens: readonly string[];
  /** Of each token. */
  readonly kinds: readonly TokenKind[];
  /** In columns. */
  readonly indent: number;
}

const token = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}[\w.]*|\s+|[^\s\p{L}\p{N}_$]/gu;
const tabSize = 4;

/** Longer lines were not written by a person, in code units. */
const longestLine = 400;

/** A few times as many lines as one request looks at. */
const mostKept = 4_000;

/** How far lines are looked for, in code units. */
const reach = 40_000;

/** Lines as tokens, kept by their text: most of a document is the same at the next keystroke. */
export class TokenLines {
  readonly #kept = new Map<string, TokenLine>();

  /** A line, or the beginning of one. */
  of(line: string): TokenLine {
    const known = this.#kept.get(line);
    if (known) return known;
    const text = line.trimStart();
    const tokens = text.match(token) ?? [];
    const made = { text, tokens, kinds: tokens.map(kindOf), indent: indentWidth(line, tabSize) };
    if (this.#kept.size === mostKept) this.#kept.clear();
    this.#kept.set(line, made);
    return made;
  }

  /** The nearest lines above the cursor's that say something, topmost first. */
  above(text: string, offset: number, most: number): readonly TokenLine[] {
    const lines: TokenLine[] = [];
    const own = lineStart(text, offset);
    for (let end = own - 1; end > 0 && end > own - reach && lines.length < most;) {
      const start = lineStart(text, end);
      this.#collect(text, start, end, lines);
      end = start - 1;
    }
    return lines.reverse();
  }

  /** The nearest lines below the cursor's that say something, topmost first. */
  below(text: string, offset: number, most: number): readonly TokenLine[] {
    const lines: TokenLine[] = [];
    const own = lineEnd(text, offset);
    for (let start = own + 1; start < text.length && start < own + reach && lines.length < most;) {
      const end = lineEnd(text, start);
      this.#collect(text, start, end, lines);
      start = end + 1;
    }
    return lines;
  }

  #collect(text: string, start: number, end: number, lines: TokenLine[]): void {
    if (end - start > longestLine) return;
    const line = text.slice(start, end).trimEnd();
    if (line !== '') lines.push(this.of(line));
  }
}

function kindOf(token: string): TokenKind {
  if (/^[\p{L}_$]/u.test(token)) return commonWords.has(token) ? 'keyword' : 'name';
  if (/^\p{N}/u.test(token)) return 'number';
  return /^\s/.test(token) ? 'blank' : 'sign';
}
