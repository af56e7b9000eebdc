/** A message that does not have the shape it must have. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage';
}

/** The checked reading of one unknown object. Each taker throws `BadMessage` and names the field. */
export class Fields {
  readonly #object: object;

  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new BadMessage('not an object');
    this.#object = value;
  }

  /** Own fields only: a message can't borrow from a prototype. */
  raw(name: string): unknown {
    return Object.getOwnPropertyDescriptor(this.#object, name)?.value;
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  text(name: string): string {
    const value = this.raw(name);
    return typeof value === 'string' ? value : bad(name, 'a text');
  }

  truth(name: string): boolean {
    const value = this.raw(name);
    return typeof value === 'boolean' ? value : bad(name, 'true or false');
  }

  /** Finite, within the bounds. */
  number(name: string, least: number, most: number): number {
    const value = this.raw(name);
    const fits = typeof value === 'number' && value >= least && value <= most;
    return fits ? value : bad(name, `a number from ${least} to ${most}`);
  }

  /** A whole number from 0. */
  count(name: string): number {
    const value = this.number(name, 0, Number.MAX_SAFE_INTEGER);
    return Number.isInteger(value) ? value : bad(name, 'a whole number');
  }

  oneOf<const Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.raw(name);
    return words.find((word) => word === value) ?? bad(name, words.join(' or '));
  }

  object(name: string): Fields {
    return new Fields(this.raw(name));
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) => (typeof value === 'string' ? value : bad(name, 'a list of texts')));
  }

  list(name: string): readonly unknown[] {
    const value: unknown = this.raw(name);
    return Array.isArray(value) ? value : bad(name, 'a list');
  }
}

function bad(name: string, wanted: string): never {
  throw new BadMessage(`${name} is not ${wanted}`);
}
