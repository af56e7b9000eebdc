import { NameWords, type Word } from './nameWords';

/**
 * Which names of one piece of code stand for which of another: each for one only. What becomes of the words within a
 * name is learned from them too: where `setWidth` stands for `setHeight`, `maxWidth` becomes `maxHeight`, `MAX_WIDTH`
 * becomes `MAX_HEIGHT`.
 */
export class Renaming {
  // A few names each: looked through faster than a map is made.
  readonly #from: string[] = [];
  readonly #to: string[] = [];
  readonly #nameWords: NameWords;
  #words: readonly WordChange[] | undefined;

  constructor(nameWords: NameWords = new NameWords()) {
    this.#nameWords = nameWords;
  }

  /** False when the name already stands for another one. */
  add(from: string, to: string): boolean {
    const known = this.#from.indexOf(from);
    if (known >= 0) return this.#to[known] === to;
    this.#from.push(from);
    this.#to.push(to);
    this.#words = undefined;
    return true;
  }

  /** How many names are known to stand for others, or for themselves. */
  get size(): number {
    return this.#from.length;
  }

  /** Forgets all but the first so many. */
  forgetFrom(size: number): void {
    this.#from.length = size;
    this.#to.length = size;
    this.#words = undefined;
  }

  /** What stands for the name: the name itself where nothing is known of it. */
  of(name: string): string {
    const whole = this.#to[this.#from.indexOf(name)];
    if (whole !== undefined) return whole;
    this.#words ??= this.#from.flatMap((from, index) => this.#change(from, this.#to[index] ?? from) ?? []);
    if (this.#words.length === 0) return name;
    const words = this.#nameWords.of(name);
    for (const { from, to } of this.#words) {
      const at = indexIn(words, from);
      if (at < 0) continue;
      const first = words[at];
      const last = words[at + from.length - 1];
      if (first && last) {
        const made = inTheStyleOf(name.slice(first.start, last.end), first.text, name, to);
        return name.slice(0, first.start) + made + name.slice(last.end);
      }
    }
    return name;
  }

  #change(from: string, to: string): WordChange | undefined {
    return from === to ? undefined : wordChange(this.#nameWords.of(from), this.#nameWords.of(to));
  }
}

interface WordChange {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Where the one run of words stands in the other first, or -1. */
function indexIn(words: readonly Word[], run: readonly string[]): number {
  for (let at = 0; at + run.length <= words.length; at += 1) {
    let length = 0;
    while (length < run.length && words[at + length]?.lower === run[length]) length += 1;
    if (length === run.length) return at;
  }
  return -1;
}

/** What differs between two names, in words; what they begin and end with in common aside. */
function wordChange(before: readonly Word[], after: readonly Word[]): WordChange | undefined {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start]?.lower === after[start]?.lower) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end)?.lower === after.at(-1 - end)?.lower) end += 1;
  const old = before.slice(start, before.length - end).map(({ lower }) => lower);
  const fresh = after.slice(start, after.length - end).map(({ lower }) => lower);
  return old.length > 0 && fresh.length > 0 ? { from: old, to: fresh } : undefined;
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
