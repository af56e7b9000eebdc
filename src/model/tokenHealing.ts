import type { TokenIndex } from './tokenIndex';

/**
 * A tokeniser breaks the prompt where the cursor stands: `ba` becomes the token `ba`, and a model that has always read
 * `bar` in one piece does not know what follows it. So the last tokens are taken back, and the model writes their text
 * anew, in tokens of its own choice, and goes on.
 */

/** Reading a token again costs a place in the batch; what lies further back is seldom broken. */
const mostTokens = 3;
/** How many tokens one character's bytes can be spread over, less the one that is looked at. */
const restOfCharacter = 3;

/** How many tokens at the prompt's end could be others if the text went on: 0 to a few. */
export function tokensToHeal(tokens: readonly number[], index: TokenIndex): number {
  let bytes = '';
  let needed = 0;
  // The first token stays: something must be there to predict from.
  for (let count = 1; count < tokens.length; count += 1) {
    const token = bytesAt(tokens, count, index);
    if (token === undefined || (count > mostTokens && !isInsideCharacter(bytes))) break;
    bytes = token + bytes;
    if (startsWithin(token).some((start) => index.reachesBeyond(bytes.slice(start)))) needed = count;
  }
  return toCharacter(tokens, needed, index);
}

/** What the next token has to be: any, or one with which a given text can begin. */
export interface Constraint {
  /** Undefined for any. */
  readonly allowed: readonly number[] | undefined;
  after(token: number): Constraint;
  /** Whether the token is allowed and says more than what is given. */
  reaches(token: number): boolean;
}

export const free: Constraint = { allowed: undefined, after: () => free, reaches: () => true };

/** Holds the model to these bytes; what its tokens say beyond them is its own. */
export function heldTo(bytes: string, index: TokenIndex): Constraint {
  if (bytes === '') return free;
  return {
    allowed: index.beginningsOf(bytes),
    after: (token) => heldTo(bytes.slice(index.bytesOf(token)?.length ?? bytes.length), index),
    reaches: (token) => {
      const said = index.bytesOf(token);
      return said?.startsWith(bytes) === true && said.length > bytes.length;
    },
  };
}

function bytesAt(tokens: readonly number[], fromEnd: number, index: TokenIndex): string | undefined {
  const token = tokens[tokens.length - fromEnd];
  return token === undefined ? undefined : index.bytesOf(token);
}

function startsWithin(token: string): readonly number[] {
  return Array.from(token, (_, start) => start).filter((start) => !isInsideCharacter(token.slice(start)));
}

/** A few more tokens when the text would begin inside a character; none when a whole one can't be had. */
function toCharacter(tokens: readonly number[], count: number, index: TokenIndex): number {
  for (let more = 0; more <= restOfCharacter; more += 1) {
    const first = bytesAt(tokens, count + more, index);
    if (count === 0 || first === undefined || count + more >= tokens.length) return 0;
    if (!isInsideCharacter(first)) return count + more;
  }
  return 0;
}

/** UTF-8: every byte of a character but its first is 10xxxxxx. */
function isInsideCharacter(bytes: string): boolean {
  return (bytes.charCodeAt(0) & 0xc0) === 0x80;
}
