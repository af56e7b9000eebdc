import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';

import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';

/** A closer that the text below already has, or that closes nothing, belongs to the outside: the text ends before it. */
export function stopAtOutsideCloser(lines: readonly GeneratedLine[], at: At): number | undefined {
  const index = lines.length - 1;
  const line = lines[index];
  if (at.shape !== 'block' || !line) return undefined;
  const { closedBelow, restCloses, strayIsWrong } = surroundingsOf(at);
  const inRest = new Set(restCloses.map((close) => close.frame));
  // `function f(): {├ a: string } {┤`: the closer below is left for the bracket that the cursor's line opens next.
  const opensAnother = index === 0 && line.ownOpen > 0;
  const outside = line.closes.find(({ frame }) => {
    if (frame === undefined) return strayIsWrong;
    return !opensAnother && !inRest.has(frame) && closedBelow(frame);
  });
  if (!outside) return undefined;
  const before = line.text.slice(0, outside.at - line.start);
  return before.trim() === '' && index > 0 ? endBefore(lines, index) : line.start + before.trimEnd().length;
}
