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

/** Types a piece of the file with the model at the person's side; `others` are its package's files. */
export function typeFile(
  file: CorpusFile,
  others: readonly CorpusFile[],
  characters: number,
  candidate: Candidate,
  bench: Bench,
  seed: number,
  signal: AbortSignal,
): Promise<TypingResult> {
  const piece = choosePiece(file, characters, new Dice(seed));
  const readings: Reading[] = [];
  return withModel(
    // The pause before each request is part of what is measured: it follows the rhythm, as in the extension.
    { ...candidate, settings: { ...candidate.settings, debounce: 'adaptive' } },
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
    (models) => countingModels(models, bench.clock, (reading) => void readings.push(reading)),
  );
}
