/** Reads an unknown object field by field, and complains by path about each field that is not what it must be. */
export class PathFields {
  readonly path: string;
  readonly #object: object;
  readonly #complain: (complaint: string) => void;
  readonly #read = new Set<string>();

  /** Undefined, with a complaint, when the value is no object. */
  static of(value: unknown, path: string, complain: (complaint: string) => void): PathFields | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new PathFields(value, path, complain);
    }
    complain(`${path}: must be an object.`);
    return undefined;
  }

  private constructor(object: object, path: string, complain: (complaint: string) => void) {
    this.#object = object;
    this.path = path;
    this.#complain = complain;
  }

  /** Own fields only: a message can't borrow from a prototype. `null` says as little as a missing field. */
  raw(name: string): unknown {
    this.#read.add(name);
    const value: unknown = Object.getOwnPropertyDescriptor(this.#object, name)?.value;
    return value === null ? undefined : value;
  }

  complain(name: string, problem: string): void {
    this.#complain(`${this.path}.${name}: ${problem}.`);
  }

  /** A missing field becomes the fallback; a missing field without a fallback is complained about. */
  text(name: string, fallback?: string): string {
    return this.#take(name, fallback, '', 'must be a text', (value) =>
      typeof value === 'string' ? value : undefined,
    );
  }

  textLike(name: string, pattern: RegExp, wanted: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || (typeof value === 'string' && pattern.test(value))) return value;
    this.complain(name, `must be ${wanted}`);
    return undefined;
  }

  truth(name: string, fallback: boolean): boolean {
    return this.#take(name, fallback, fallback, 'must be true or false', (value) =>
      typeof value === 'boolean' ? value : undefined,
    );
  }

  /** A finite number above zero. */
  positive(name: string, fallback?: number): number {
    return this.#take(name, fallback, 1, 'must be a number above 0', positiveNumber);
  }

  positiveIfGiven(name: string): number | undefined {
    return this.raw(name) === undefined ? undefined : this.positive(name);
  }

  oneOf<const Word extends string>(name: string, words: readonly [Word, ...Word[]], fallback?: Word): Word {
    return this.#take(name, fallback, words[0], `must be one of ${words.join(', ')}`, (value) =>
      words.find((word) => word === value),
    );
  }

  texts(name: string, fallback: readonly string[]): readonly string[] {
    return this.#take(name, fallback, [], 'must be a list of texts', (value) => {
      const items = listOf(value);
      const texts = items?.filter((item): item is string => typeof item === 'string');
      return texts?.length === items?.length ? texts : undefined;
    });
  }

  /** A list, each entry with its path; empty when missing. */
  entries(name: string): readonly { readonly value: unknown; readonly path: string }[] {
    const list = this.#take<readonly unknown[]>(name, [], [], 'must be a list', listOf);
    return list.map((value, index) => ({ value, path: `${this.path}.${name}[${index}]` }));
  }

  /** Undefined when missing; undefined with a complaint when it is no object. */
  object(name: string): PathFields | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    return PathFields.of(value, `${this.path}.${name}`, this.#complain);
  }

  /** Every own field as a text. */
  everyText(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.keys(this.#object).map((name) => [name, this.text(name)]));
  }

  /** Complains about fields that nobody has asked for: mostly slips of the pen. */
  complainOfTheRest(): void {
    for (const name of Object.keys(this.#object)) {
      if (!this.#read.has(name)) this.complain(name, 'is not known');
    }
  }

  #take<T>(
    name: string,
    fallback: T | undefined,
    instead: T,
    problem: string,
    accept: (value: unknown) => T | undefined,
  ): T {
    const value = this.raw(name);
    if (value === undefined && fallback !== undefined) return fallback;
    const accepted = value === undefined ? undefined : accept(value);
    if (accepted === undefined) this.complain(name, value === undefined ? 'is missing' : problem);
    return accepted ?? instead;
  }
}

function positiveNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
