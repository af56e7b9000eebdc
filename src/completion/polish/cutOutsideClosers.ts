import type { At } from '../request';
import { endBefore, generatedLines } from '../syntax/generatedLines';
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
      return inRest.has(close.frame) ? close.at === surplus : closedBelow(close.frame);
    });
    if (!outside) continue;
    const before = line.text.slice(0, outside.at - line.start);
    return before.trim() === '' && index > 0
      ? text.slice(0, endBefore(lines, index))
      : text.slice(0, outside.at);
  }
  return text;
}
