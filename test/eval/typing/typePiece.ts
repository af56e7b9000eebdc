import { guessIndentUnit } from '../../../src/lab/guessIndentUnit';
import { answerOf } from '../../../src/completion/acceptance/answerOf';
import type { Taste } from '../../../src/completion/acceptance/taste';
import type { Clock } from '../../../src/completion/ports';
import type { LinePlace } from '../../../src/completion/request';
import { Dice } from '../../fakes/dice';
import type { CorpusFile, ProjectFiles } from '../../../src/lab/hole';
import type { LabEngine } from '../../../src/lab/labEngine';
import { keysAlone, replay, type Asked } from './replay';
import type { Reading } from './countingModels';
import type { EditorText } from './editorText';
import type { Hear, Seen } from './onlooker';
import type { Piece, TypingResult } from './typingResult';

/** Who types, and what is around. */
export interface Desk {
  readonly neighbours: readonly CorpusFile[];
  readonly project: ProjectFiles;
  readonly engine: LabEngine;
  /** Filled by `countingModels` meanwhile. */
  readonly readings: readonly Reading[];
  readonly clock: Clock;
  readonly seed: number;
  /** Learns what was accepted and refused. */
  readonly taste?: Taste | undefined;
  /** Hears of it for the memory. */
  readonly memory?: Pick<LabEngine, 'noteVerdict'> | undefined;
}

/** Types the piece with the engine at the person's side. */
export async function typePiece(piece: Piece, desk: Desk): Promise<TypingResult> {
  const { neighbours, project, engine, readings, clock, seed } = desk;
  const { path, languageId } = piece.file;
  const indentUnit = guessIndentUnit(piece.file.text);
  engine.open(neighbours, project);
  const uri = `typing:/${encodeURI(path)}`;
  let version = 0;
  const snapshotOf = ({ written, pending, below }: EditorText) => ({
    uri,
    path,
    languageId,
    version,
    text: written + pending + below,
  });
  const ask: Asked['ask'] = async (text, lastEdit, signal) => {
    version += 1;
    engine.noteEdit();
    const how = { trigger: 'automatic', indentUnit, lastEdit } as const;
    const { completion } = await engine.complete(snapshotOf(text), text.written.length, how, signal);
    return completion;
  };
  const rest: Asked['rest'] = (text, signal) =>
    engine.rest(snapshotOf(text), text.written.length, indentUnit, signal);
  let refused = 0;
  let answered: Seen | undefined;
  const hear: Hear = (fate, seen, seenMs) => {
    const answer = answerOf(fate, seenMs);
    if (!answer) return;
    if (fate !== 'accepted-part') desk.memory?.noteVerdict(answer, placeOf(seen, uri));
    // One answer for each completion: the words of it that were accepted are one.
    if (seen === answered) return;
    answered = seen;
    if (answer === 'rejected') refused += 1;
    if (seen.ghost.features) desk.taste?.learn(seen.ghost.features, answer === 'accepted');
  };
  const diary = await replay(piece, { ask, rest, hear, clock, dice: new Dice(seed), seed, indentUnit });
  if (diary.text !== piece.file.text) throw new Error(`Typing made another file of ${path}.`);
  engine.forget(uri);
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
    refused,
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

/** As the extension's `EditTracker` says it. */
function placeOf({ ghost, written }: Seen, uri: string): LinePlace {
  const lines = written.split('\n');
  const [first = ''] = ghost.text.split('\n');
  const before = lines.slice(0, -1).findLast((line) => line.trim() !== '') ?? '';
  return { uri, before, line: (lines.at(-1) ?? '') + first };
}
