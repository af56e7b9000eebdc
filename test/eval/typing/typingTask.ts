import type { ModelSource } from '../../../src/completion/ports';
import { Dice } from '../../../src/lab/dice';
import type { CorpusFile } from '../../../src/lab/hole';
import { neighboursOf, projectOf } from '../../../src/lab/neighboursOf';
import { withModel, type Bench, type Candidate } from '../../../src/lab/runModel';
import { shuffled } from '../../../src/lab/sampleHoles';
import { choosePiece } from './choosePiece';
import { countingModels, type Reading } from './countingModels';
import { typePiece } from './typePiece';
import type { TypingResult } from './typingResult';

/** A piece of such a file has enough around it. In code units. */
const shortestFile = 1_500;

/** Files to type pieces of, each of another language as far as they go; the dice say which. */
export function chooseFiles(
  files: readonly CorpusFile[],
  count: number,
  seed: number,
): readonly CorpusFile[] {
  const mixed = shuffled(
    files.filter(({ text }) => text.length >= shortestFile),
    new Dice(seed),
  );
  const languages = new Map<string, CorpusFile>();
  for (const file of mixed) if (!languages.has(file.languageId)) languages.set(file.languageId, file);
  const rest = mixed.filter((file) => languages.get(file.languageId) !== file);
  return [...languages.values(), ...rest].slice(0, count);
}

/** A candidate for a replay: the pause before each request is a part of what is measured, and follows the rhythm. */
export function typingBy(candidate: Candidate): Candidate {
  return { ...candidate, settings: { ...candidate.settings, debounce: 'adaptive' } };
}

/** Of which file a piece is typed; `others` are its package's files. */
export interface Typed {
  readonly file: CorpusFile;
  readonly others: readonly CorpusFile[];
  /** About as long is the piece. */
  readonly characters: number;
}

/** Types a piece with the model at the person's side. `watch` puts something between the engine and the model. */
export function typeFile(
  { file, others, characters }: Typed,
  candidate: Candidate,
  bench: Bench,
  seed: number,
  signal: AbortSignal,
  watch = (models: ModelSource): ModelSource => models,
): Promise<TypingResult> {
  const piece = choosePiece(file, characters, new Dice(seed));
  const readings: Reading[] = [];
  return withModel(
    candidate,
    bench,
    signal,
    (engine) =>
      typePiece(
        piece,
        neighboursOf(file, others),
        projectOf(file, others),
        engine,
        readings,
        bench.clock,
        seed,
      ),
    (models) => countingModels(watch(models), bench.clock, (reading) => void readings.push(reading)),
  );
}
