/**
 * Which names of one piece of code stand for which of another: each for one only. What becomes of the words within a
 * name is learned from them too: where `setWidth` stands for `setHeight`, `maxWidth` becomes `maxHeight`, `MAX_WIDTH`
 * becomes `MAX_HEIGHT`.
 */
export class Renaming {
  // A few names each: looked through faster than a map is made.
  readonly #from: string[] = [];
  readonly #to: string[] = [];
  #words: readonly WordChange[] | undefined;

  /** False when the name already stands for another one. */
  add(from: string, to: string): boolean {
    const known = this.#from.indexOf(from);
    if (known >= 0) return this.#to[known] === to;
    this.#from.push(from);
    this.#to.push(to);
    this.#words = undefined;
    return true;
  }

  /** What stands for the name: the name itself where nothing is known of it. */
  of(name: string): string {
    const whole = this.#to[this.#from.indexOf(name)];
    if (whole !== undefined) return whole;
    this.#words ??= this.#from.flatMap((from, index) => wordChange(from, this.#to[index] ?? from) ?? []);
    if (this.#words.length === 0) return name;
    const words = wordsIn(name);
    for (const { from, to } of this.#words) {
      const at = words.findIndex((_, index) =>
        from.every((word, further) => words[index + further]?.text.toLowerCase() === word),
      );
      const first = words[at];
      const last = words[at + from.length - 1];
      if (first && last) {
        const made = inTheStyleOf(name.slice(first.start, last.end), first.text, name, to);
        return name.slice(0, first.start) + made + name.slice(last.end);
      }
    }
    return name;
  }
}

interface WordChange {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What differs between two names, in words; what they begin and end with in common aside. */
function wordChange(from: string, to: string): WordChange | undefined {
  if (from === to) return undefined;
  const before = wordsIn(from).map(({ text }) => text.toLowerCase());
  const after = wordsIn(to).map(({ text }) => text.toLowerCase());
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  return old.length > 0 && fresh.length > 0 ? { from: old, to: fresh } : undefined;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `parseHTTPHeader` has three, and so has `parse_http_header`. */
function wordsIn(name: string): readonly Word[] {
  return [...name.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\d+/gu)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

/** The words written as the old part of a name was: its case, and what it has between words. */
function inTheStyleOf(old: string, firstWord: string, name: string, words: readonly string[]): string {
  const separator = /_/.test(old) || (old === firstWord && name.includes('_')) ? '_' : '';
  if (/^\p{Lu}[\p{Lu}\d]+$/u.test(firstWord)) return words.join(separator || '_').toUpperCase();
  if (separator !== '') return words.join(separator);
  const isLower = /^\p{Ll}/u.test(firstWord);
  return words.map((word, index) => (index === 0 && isLower ? word : capitalised(word))).join('');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
