import { lineEnd } from '../text';

import { placeAt } from './placeAt';
import { scannedUnits } from './surroundings';
import type { SyntaxTree } from './syntaxTree';

/** A comment or a string that is longer than this is no code that anybody writes in. */
const mostLines = 500;

/**
 * In a document that is too long to be read from its start to the cursor, the start of the first line within reach that
 * begins outside strings and comments. Undefined in shorter ones, and where there is none.
 */
export function codeLineAt(tree: SyntaxTree, offset: number): number | undefined {
  const { text } = tree;
  let start = offset - scannedUnits;
  for (let count = 0; start > 0 && count < mostLines; count += 1) {
    start = lineEnd(text, start) + 1;
    if (start > offset) return undefined;
    if (placeAt(tree, start) === 'code') return start;
  }
  return undefined;
}
