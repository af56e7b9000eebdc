import { textOf } from './tokenBytes';
import type { TokenDecoder } from './tokenDecoder';
import type { TokenIndex } from './tokenIndex';

/** Tokens to text for an answer that begins with text which stands before the cursor already: that part is no news. */
export class AnswerDecoder {
  readonly #decoder: TokenDecoder;
  readonly #index: TokenIndex;
  readonly #given: string;
  #bytesLeft: number;
  #text = '';

  /** `given`: the bytes that the answer says again. */
  constructor(given: string, index: TokenIndex, decoder: TokenDecoder) {
    this.#decoder = decoder;
    this.#index = index;
    this.#given = textOf(given);
    this.#bytesLeft = given.length;
  }

  /** All of the answer that is news. */
  get news(): string {
    return this.#text.slice(this.#given.length);
  }

  /** Of the news, behind its first visible character. */
  get lineBreaks(): number {
    return this.news.trimStart().split('\n').length - 1;
  }

  /** What the token adds to the news; undefined when it only says again what stands there. */
  push(token: number): string | undefined {
    const told = Math.max(this.#text.length, this.#given.length);
    this.#text += this.#decoder.push(token);
    if (this.#bytesLeft > 0) {
      this.#bytesLeft -= this.#index.bytesOf(token)?.length ?? Infinity;
      if (this.#bytesLeft >= 0) return undefined;
    }
    return this.#text.slice(told);
  }

  /** Whether the answer did say what it had to. */
  get isTrue(): boolean {
    return this.#text.startsWith(this.#given) || this.#given.startsWith(this.#text);
  }
}
