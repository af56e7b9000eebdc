/** Questions and answers that are kept: what a person types at a time begins in few ways. */
const mostAnswers = 64;

/** The texts of a vocabulary, in order, so that those with a beginning in common stand together. Bytes are characters. */
export class TokenIndex {
  readonly #bytes: readonly (string | undefined)[];
  /** Ids, by their bytes. */
  readonly #sorted: readonly number[];
  readonly #answers = new Map<string, readonly number[]>();

  /** @param isText of an id: whether it may stand for text at all. */
  constructor(bytes: readonly (string | undefined)[], isText: (id: number) => boolean) {
    this.#bytes = bytes.map((each, id) => (each === '' || !isText(id) ? undefined : each));
    this.#sorted = this.#bytes
      .flatMap((each, id) => (each === undefined ? [] : [id]))
      .sort((a, b) => (this.#at(a) < this.#at(b) ? -1 : 1));
  }

  /** Undefined for what is no text. */
  bytesOf(id: number): string | undefined {
    return this.#bytes[id];
  }

  /**
   * The tokens with which a text can begin that goes on with `bytes`: those that `bytes` begin with, and those that
   * begin with `bytes`. The same list for the same question, as long as it is remembered.
   */
  beginningsOf(bytes: string): readonly number[] {
    const known = this.#answers.get(bytes);
    if (known) return known;
    const found = this.#sorted.slice(...this.#range(bytes));
    for (let length = 1; length < bytes.length; length += 1) {
      const part = bytes.slice(0, length);
      for (let place = this.#lowest(part); this.#at(this.#sorted[place]) === part; place += 1) {
        found.push(...this.#sorted.slice(place, place + 1));
      }
    }
    if (this.#answers.size >= mostAnswers) this.#answers.clear();
    this.#answers.set(bytes, found);
    return found;
  }

  /** Whether some token begins with `bytes` and goes on. */
  reachesBeyond(bytes: string): boolean {
    const [start, end] = this.#range(bytes);
    // Equal ones stand first.
    return end > start && this.#at(this.#sorted[end - 1]) !== bytes;
  }

  #at(id: number | undefined): string {
    return (id === undefined ? undefined : this.#bytes[id]) ?? '';
  }

  #range(bytes: string): [start: number, end: number] {
    return [this.#lowest(bytes), this.#lowest(`${bytes}\u0100`)];
  }

  /** The first place whose bytes are not less. */
  #lowest(bytes: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at(this.#sorted[middle]) < bytes) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
