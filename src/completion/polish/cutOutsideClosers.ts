import type { At } from '../request';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { surroundingsOf } from '../syntax/surroundings';

import { pairWithRest } from './pairWithRest';

/** Cuts before a closer that closes nothing, or whose bracket is already closed below the cursor's line. */
export function cutOutsideClosers(text: string, at: At): string {
  const { closedBelow, restCloses, restIsClosers, strayIsWrong } = surroundingsOf(at);
  if (!restIsClosers) return text;
  const inRest = new Set(restCloses.map((close) => close.frame));
  const { surplus } = pairWithRest(text, at);
  const lines = [...generatedLines(text, at)];
  for (const [index, line] of lines.entries()) {
    const outside = line.closes.find((close) => {
      if (close.frame === undefined) return strayIsWrong;
      if (inRest.has(close.frame)) return close.at === surplus;
      return !opensAnother(line, index) && closedBelow(close.frame);
    });
    if (!outside) continue;
    const before = line.text.slice(0, outside.at - line.start);
    return before.trim() === '' && index > 0
      ? text.slice(0, endBefore(lines, index))
      : text.slice(0, outside.at);
  }
  return text;
}

/** `function f(): {├ a: string } {┤`: the closer below is left for the bracket that the cursor's line opens next. */
function opensAnother(line: GeneratedLine, index: number): boolean {
  return index === 0 && line.ownOpen > 0;
}
