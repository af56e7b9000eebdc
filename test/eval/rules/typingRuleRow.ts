import { estimateRatio, quantile, type Estimate } from '../../../src/lab/bootstrap';
import { Dice } from '../../../src/lab/dice';
import { together, type TypingResult } from '../typing/typingResult';

/** What a rule does to a person who types: all pieces together, with it and without it. */
export interface TypingRuleRow {
  readonly rule: string;
  readonly on: TypingFigures;
  readonly off: TypingFigures;
  /** Share of the keys that the rule saves, with it minus without it, over the pieces. */
  readonly saved: Estimate;
}

export interface TypingFigures {
  /** Share of the keys alone. */
  readonly saved: number;
  readonly shown: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly flickered: number;
  readonly readPerKey: number;
  readonly writtenTokens: number;
  readonly ghostMs: { readonly p50: number; readonly p95: number };
}

export function typingRuleRow(
  rule: string,
  on: readonly TypingResult[],
  off: readonly TypingResult[],
  seed: number,
): TypingRuleRow {
  const pairs = on.flatMap((piece, index) => {
    const other = off[index];
    return other ? [{ part: other.keys - piece.keys, whole: piece.keysAlone }] : [];
  });
  return {
    rule,
    on: typingFigures(on),
    off: typingFigures(off),
    saved: estimateRatio(pairs, new Dice(seed)),
  };
}

/** All pieces as one. */
export function typingFigures(pieces: readonly TypingResult[]): TypingFigures {
  const all = together(pieces) ?? pieces[0];
  if (!all) throw new RangeError('Nothing was typed.');
  const { keys, keysAlone, shown, accepted, rejected, flickered, readTokens, writtenTokens, ghostMs } = all;
  return {
    saved: 1 - keys / keysAlone,
    shown,
    accepted,
    rejected,
    flickered,
    readPerKey: readTokens / keys,
    writtenTokens,
    ghostMs: { p50: quantile(ghostMs, 0.5), p95: quantile(ghostMs, 0.95) },
  };
}
