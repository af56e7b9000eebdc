import { estimateRatio, quantile, type Estimate } from '../../../src/lab/bootstrap';
import { Dice } from '../../../src/lab/dice';
import { together, type TypingResult } from '../typing/typingResult';

/** What a rule does to a person who types: all pieces together, with it and without it. */
export interface TypingRuleRow {
  readonly rule: string;
  readonly on: TypingFigures;
  readonly off: TypingFigures;
  /** The pieces, without it. */
  readonly pieces: readonly TypingResult[];
  /** Share of the keys that the rule saves, with it minus without it, over the pieces. */
  readonly saved: Estimate;
}

export interface TypingFigures {
  /** Share of the keys alone. */
  readonly saved: number;
  readonly shown: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly refused: number;
  readonly flickered: number;
  readonly readPerKey: number;
  readonly writtenPerKey: number;
  readonly firstTokenMs: Quantiles;
  /** Of the first request of each piece. */
  readonly arrivalMs: Quantiles;
  readonly ghostMs: Quantiles;
}

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
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
    pieces: off,
    saved: estimateRatio(pairs, new Dice(seed)),
  };
}

/** All pieces as one. */
export function typingFigures(pieces: readonly TypingResult[]): TypingFigures {
  const all = together(pieces) ?? pieces[0];
  if (!all) throw new RangeError('Nothing was typed.');
  const { keys, keysAlone, shown, accepted, rejected, refused, flickered, readTokens, writtenTokens } = all;
  return {
    saved: 1 - keys / keysAlone,
    shown,
    accepted,
    rejected,
    refused,
    flickered,
    readPerKey: readTokens / keys,
    writtenPerKey: writtenTokens / keys,
    firstTokenMs: quantiles(all.ttftMs),
    arrivalMs: quantiles(pieces.flatMap(({ ttftMs }) => ttftMs.slice(0, 1))),
    ghostMs: quantiles(all.ghostMs),
  };
}

function quantiles(samples: readonly number[]): Quantiles {
  return { p50: quantile(samples, 0.5), p95: quantile(samples, 0.95) };
}
