import { lineEnd } from '../../../src/completion/text';
import type { Dice } from '../../fakes/dice';
import type { CorpusFile } from '../hole';
import type { Piece } from './typingResult';

/** Whole declarations of about so many code units; the dice say which. The rest of the file stands around them. */
export function choosePiece(file: CorpusFile, characters: number, dice: Dice): Piece {
  const { text } = file;
  const starts = [...text.matchAll(/^(?=[\p{L}_@#])/gmu)].map(({ index }) => index);
  const early = starts.filter((start) => start + characters <= text.length);
  const start = early.length > 0 ? dice.pick(early) : 0;
  const limit = Math.min(text.length, start + characters);
  const next = starts.findLast((other) => other > start + characters / 2 && other <= limit);
  const end = next === undefined ? lineEnd(text, limit) : text.slice(0, next).trimEnd().length;
  return { file, start, end };
}
