import { lineEnd } from '../../../src/completion/text';
import type { Dice } from '../../fakes/dice';
import type { CorpusFile } from '../../../src/lab/hole';
import type { Piece } from './typingResult';

/** The first throws of dice with neighbouring seeds are alike. */
const idleThrows = 8;

/**
 * Declarations of about so many code units, the first of them with a body; the dice say which. The rest of the file
 * stands around them.
 */
export function choosePiece(file: CorpusFile, characters: number, dice: Dice): Piece {
  const { text } = file;
  const starts = [...text.matchAll(/^(?=[\p{L}_@#])/gmu)].map(({ index }) => index);
  const early = starts.filter((start) => start + characters <= text.length);
  const withBody = early.filter((start) => /^.*\n[ \t]+\S/.test(text.slice(start, start + characters)));
  for (let count = 0; count < idleThrows; count += 1) dice.below(2);
  const start = withBody.length > 0 ? dice.pick(withBody) : (early[0] ?? 0);
  const limit = Math.min(text.length, start + characters);
  const next = starts.findLast((other) => other > start + characters / 2 && other <= limit);
  const end = next === undefined ? lineEnd(text, limit) : text.slice(0, next).trimEnd().length;
  return { file, start, end };
}
