/** Random numbers that are the same in every run: a linear congruential generator modulo 2³². */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 1) >>> 0;
  }

  /** 0 … sides - 1. */
  below(sides: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * sides);
  }

  /** Throws when there is nothing to pick from. */
  pick<T>(items: readonly T[]): T {
    const at = this.below(items.length);
    for (const item of items.slice(at, at + 1)) return item;
    throw new RangeError('There is nothing to pick from.');
  }
}
