import type { Taste } from '../../../src/completion/acceptance/taste';
import type { ModelSource, RecentEdit } from '../../../src/completion/ports';
import { Dice } from '../../../src/lab/dice';
import type { CorpusFile } from '../../../src/lab/hole';
import { uriOf } from '../../../src/lab/labProject';
import { neighboursOf, projectOf } from '../../../src/lab/neighboursOf';
import { withModel, type Bench, type Candidate } from '../../../src/lab/runModel';
import { shuffled } from '../../../src/lab/sampleHoles';
import { changed, engineChanges } from '../configuration';
import { choosePiece } from './choosePiece';
import { countingModels, type Reading } from './countingModels';
import { typePiece } from './typePiece';
import type { Piece, TypingResult } from './typingResult';

/** As in the extension. */
const mostEditLines = 12;

/** A piece of such a file has enough around it. In code units. */
const shortestFile = 1_500;

/** Files to type pieces of, each of another language as far as they go; the dice say which. */
export function chooseFiles(
  files: readonly CorpusFile[],
  count: number,
  seed: number,
): readonly CorpusFile[] {
  const mixed = shuffled(files.filter(isLongEnough), new Dice(seed));
  const languages = new Map<string, CorpusFile>();
  for (const file of mixed) if (!languages.has(file.languageId)) languages.set(file.languageId, file);
  const rest = mixed.filter((file) => languages.get(file.languageId) !== file);
  return [...languages.values(), ...rest].slice(0, count);
}

export function isLongEnough({ text }: CorpusFile): boolean {
  return text.length >= shortestFile;
}

/**
 * A candidate for a replay: the pause before each request is a part of what is measured, and follows the rhythm; what is
 * done in idle time is a part of it too. `changes` are those of the command line.
 */
export function typingBy(candidate: Candidate, changes: readonly string[]): Candidate {
  const settings = { ...candidate.settings, debounce: 'adaptive', speculate: true } as const;
  return { ...candidate, settings: changed(settings, engineChanges(changes)) };
}

/** Of which file a piece is typed; `others` are its package's files. */
export interface Typed {
  readonly file: CorpusFile;
  readonly others: readonly CorpusFile[];
  /** About as long is the piece. */
  readonly characters: number;
}

/** What of a session is left out, and what of a person is carried from one to the next. */
export interface Session {
  /** Puts something between the engine and the model. */
  readonly watch?: ((models: ModelSource) => ModelSource) | undefined;
  /** Goes on from what it has learned so far; left out where nothing is held back. */
  readonly taste?: Taste | undefined;
  /** Who does not hear what was accepted and refused. */
  readonly deaf?: 'taste' | 'memory' | undefined;
}

/** Types a piece of each file, one after the other, with the model at the person's side. */
export function typeFiles(
  files: readonly Typed[],
  candidate: Candidate,
  bench: Bench,
  seed: number,
  signal: AbortSignal,
  { watch = (models) => models, taste, deaf }: Session = {},
): Promise<readonly TypingResult[]> {
  const readings: Reading[] = [];
  const edits: RecentEdit[] = [];
  const { clock } = bench;
  return withModel(
    { ...candidate, ...(taste && { taste }), recentEdits: () => edits },
    bench,
    signal,
    async (engine) => {
      const results: TypingResult[] = [];
      for (const { file, others, characters } of files) {
        const piece = choosePiece(file, characters, new Dice(seed));
        readings.length = 0;
        const around = { neighbours: neighboursOf(file, others), project: projectOf(file, others) };
        const hearing = {
          taste: deaf === 'taste' ? undefined : taste,
          memory: deaf === 'memory' ? undefined : engine,
        };
        results.push(await typePiece(piece, { ...around, engine, readings, clock, seed, ...hearing }));
        edits.unshift(editOf(piece));
      }
      return results;
    },
    (models) => countingModels(watch(models), clock, (reading) => void readings.push(reading)),
  );
}

/** As the extension's `RecentEdits` would list it: the first lines of the piece, and one before. */
export function editOf({ file, start, end }: Piece): RecentEdit {
  const lines = file.text.split('\n');
  const lineOf = (offset: number): number => file.text.slice(0, offset).split('\n').length - 1;
  const first = lineOf(start);
  const text = lines.slice(Math.max(0, first - 1), Math.min(lineOf(end) + 1, first + mostEditLines));
  return { uri: uriOf(file), path: file.path, languageId: file.languageId, text: text.join('\n') };
}
