/** Which documents were used last: opened in front, or edited. Holds as many as a person comes back to. */
export class Recency {
  readonly #limit: number;
  /** A Map keeps the order in which keys are set: the last is the most recent. */
  readonly #uris = new Map<string, true>();

  constructor(limit = 200) {
    this.#limit = limit;
  }

  note(uri: string): void {
    this.#uris.delete(uri);
    this.#uris.set(uri, true);
    const oldest = this.#uris.keys().next();
    if (this.#uris.size > this.#limit && !oldest.done) this.#uris.delete(oldest.value);
  }

  forget(uri: string): void {
    this.#uris.delete(uri);
  }

  has(uri: string): boolean {
    return this.#uris.has(uri);
  }

  /** Most recently used first; what was never used keeps its order behind. */
  sort<T>(items: readonly T[], uriOf: (item: T) => string): readonly T[] {
    const ranks = new Map([...this.#uris.keys()].map((uri, rank) => [uri, rank]));
    const rankOf = (item: T): number => ranks.get(uriOf(item)) ?? -1;
    return [...items].sort((a, b) => rankOf(b) - rankOf(a));
  }
}
