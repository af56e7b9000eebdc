/** A word within a name. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

/** About as many as the lines around a cursor have. */
const mostKept = 4_000;

/** The words within names, kept: a table's lines ask for the same ones over and over. */
export class NameWords {
  readonly #kept = new Map<string, readonly Word[]>();

  /** `parseHTTPHeader` has three, and so has `parse_http_header`. */
  of(name: string): readonly Word[] {
    const known = this.#kept.get(name);
    if (known) return known;
    const words = wordsIn(name);
    if (this.#kept.size === mostKept) this.#kept.clear();
    this.#kept.set(name, words);
    return words;
  }
}

function wordsIn(name: string): readonly Word[] {
  return [...name.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\d+/gu)].map(({ 0: text, index }) => ({
    text,
    lower: text.toLowerCase(),
    start: index,
    end: index + text.length,
  }));
}
