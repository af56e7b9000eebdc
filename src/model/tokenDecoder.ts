/** How many tokens one character's bytes can be spread over. */
const longestCharacter = 4;
/** What a decoder writes where bytes are missing. */
const broken = '\uFFFD';
/** How many tokens back a vocabulary may look to decide on a blank. */
const lookBack = 3;

/** Tokens to text, one at a time, holding back the first bytes of a character until the rest has come. */
export class TokenDecoder {
  readonly #detokenize: (tokens: readonly number[], before: readonly number[]) => string;
  #before: readonly number[];
  #held: readonly number[] = [];

  /** `before` are the tokens that the text follows. */
  constructor(
    detokenize: (tokens: readonly number[], before: readonly number[]) => string,
    before: readonly number[],
  ) {
    this.#detokenize = detokenize;
    this.#before = before.slice(-lookBack);
  }

  /** The text that is complete now: '' while a character is still missing bytes. */
  push(token: number): string {
    const tokens = [...this.#held, token];
    const text = this.#detokenize(tokens, this.#before);
    if (text.endsWith(broken) && tokens.length < longestCharacter) {
      this.#held = tokens;
      return '';
    }
    this.#before = [...this.#before, ...tokens].slice(-lookBack);
    this.#held = [];
    return text;
  }
}
