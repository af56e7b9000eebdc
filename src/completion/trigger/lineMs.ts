import type { ModelSpeed } from '../ports';

/** Behind its indentation, on average over 13 925 lines of the held-out packages with the bundled model's tokens: 8.4. */
const tokensOfLine = 8;

/** How long the model takes to write a usual line, in milliseconds. */
export function lineMs({ decodeTokensPerSecond }: ModelSpeed): number {
  return (tokensOfLine * 1000) / decodeTokensPerSecond;
}
