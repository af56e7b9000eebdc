import { guessIndentUnit } from '../../../scripts/complete/guessIndentUnit';
import type { Clock } from '../../../src/completion/ports';
import { Dice } from '../../fakes/dice';
import { quantile } from '../bootstrap';
import type { CorpusFile } from '../hole';
import type { LabEngine } from '../labEngine';
import type { EditorText } from './editorText';
import { keysAlone, replay } from './replay';
import type { Reading } from './countingModels';
import type { Piece, Quantiles, TypingResult } from './typingResult';

/** Types the piece with the engine at the person's side. `readings` is filled by `countingModels` meanwhile. */
export async function typePiece(
  piece: Piece,
  neighbours: readonly CorpusFile[],
  engine: LabEngine,
  readings: readonly Reading[],
  clock: Clock,
  seed: number,
): Promise<TypingResult> {
  const { path, languageId } = piece.file;
  const indentUnit = guessIndentUnit(piece.file.text);
  await engine.open(neighbours);
  const uri = `typing:/${encodeURI(path)}`;
  let version = 0;
  const ask = async ({ written, pending, below }: EditorText, signal: AbortSignal) => {
    version += 1;
    engine.noteEdit();
    const snapshot = { uri, path, languageId, version, text: written + pending + below };
    const { completion } = await engine.complete(snapshot, written.length, 'automatic', indentUnit, signal);
    return completion;
  };
  const diary = await replay(piece, { ask, clock, dice: new Dice(seed), indentUnit });
  if (diary.text !== piece.file.text) throw new Error(`Typing made another file of ${path}.`);
  const alone = keysAlone(piece, indentUnit);
  return {
    file: path,
    characters: piece.end - piece.start,
    keysAlone: alone,
    keys: diary.keys,
    savedShare: 1 - diary.keys / alone,
    shown: diary.shown,
    accepted: diary.accepted,
    rejected: diary.shown - diary.accepted,
    acceptedCharacters: diary.acceptedCharacters,
    readTokensPerKey: readings.reduce((sum, { readTokens }) => sum + readTokens, 0) / diary.keys,
    ttftMs: quantiles(readings.map(({ ttftMs }) => ttftMs).filter((ms) => !Number.isNaN(ms))),
    ghostMs: quantiles(diary.ghostMs),
  };
}

function quantiles(samples: readonly number[]): Quantiles {
  return {
    n: samples.length,
    p50: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    p99: quantile(samples, 0.99),
  };
}
