import { guessIndentUnit } from '../../../src/lab/guessIndentUnit';
import type { Clock } from '../../../src/completion/ports';
import { Dice } from '../../fakes/dice';
import type { CorpusFile, ProjectFiles } from '../../../src/lab/hole';
import type { LabEngine } from '../../../src/lab/labEngine';
import { keysAlone, replay, type Asked } from './replay';
import type { Reading } from './countingModels';
import type { Piece, TypingResult } from './typingResult';

/** Types the piece with the engine at the person's side. `readings` is filled by `countingModels` meanwhile. */
export async function typePiece(
  piece: Piece,
  neighbours: readonly CorpusFile[],
  project: ProjectFiles,
  engine: LabEngine,
  readings: readonly Reading[],
  clock: Clock,
  seed: number,
): Promise<TypingResult> {
  const { path, languageId } = piece.file;
  const indentUnit = guessIndentUnit(piece.file.text);
  engine.open(neighbours, project);
  const uri = `typing:/${encodeURI(path)}`;
  let version = 0;
  const ask: Asked['ask'] = async ({ written, pending, below }, lastEdit, signal) => {
    version += 1;
    engine.noteEdit();
    const snapshot = { uri, path, languageId, version, text: written + pending + below };
    const how = { trigger: 'automatic', indentUnit, lastEdit } as const;
    const { completion } = await engine.complete(snapshot, written.length, how, signal);
    return completion;
  };
  const diary = await replay(piece, { ask, clock, dice: new Dice(seed), seed, indentUnit });
  if (diary.text !== piece.file.text) throw new Error(`Typing made another file of ${path}.`);
  const alone = keysAlone(piece, indentUnit, seed);
  const characters = piece.end - piece.start;
  const { keys, shown, accepted, partlyAccepted, flickered, prepared, acceptedCharacters, corrections } =
    diary;
  const sum = (value: (reading: Reading) => number): number =>
    readings.reduce((total, reading) => total + value(reading), 0);
  const writtenTokens = sum(({ tokens }) => tokens);
  const usedShare = Math.min(
    1,
    acceptedCharacters /
      Math.max(
        1,
        sum((reading) => reading.characters),
      ),
  );
  return {
    file: path,
    characters,
    keysAlone: alone,
    keys,
    shown,
    accepted,
    partlyAccepted,
    rejected: shown - accepted,
    flickered,
    prepared,
    acceptedCharacters,
    corrections,
    writtenTokens,
    wastedTokens: Math.round(writtenTokens * (1 - usedShare)),
    readTokens: sum(({ readTokens }) => readTokens),
    ttftMs: readings.map(({ ttftMs }) => ttftMs).filter((ms) => !Number.isNaN(ms)),
    ghostMs: diary.ghostMs,
  };
}
