import { Taste } from '../../../src/completion/acceptance/taste';
import type { CorpusFile } from '../../../src/lab/hole';
import { neighboursOf } from '../../../src/lab/neighboursOf';
import type { Bench, Candidate } from '../../../src/lab/runModel';
import type { Options } from '../options';
import type { PredictionBook } from '../simulation/recordedEngine';
import { simulatedBench } from '../simulation/simulatedBench';
import type { TypingResult } from '../typing/typingResult';
import { chooseFiles, isLongEnough, typeFiles, typingBy } from '../typing/typingTask';
import { changedBy, type Change } from './ablations';

/** What the bundled model takes for a token on two quiet cores, in round figures (docs/lab/report.md). */
const bundledTokenMs = 2;

/**
 * Sessions of one person on a simulated clock: how busy the machine is makes no difference. In each a piece of a file is
 * typed and then one of another file of the same package; what the person has accepted is carried from session to session.
 */
export async function typedPieces(
  candidate: Candidate,
  change: Change,
  files: readonly CorpusFile[],
  { typedFiles, characters, seed, changes, tokenMs = bundledTokenMs, knows: percent }: Options,
  bench: Bench,
  book: PredictionBook,
  signal: AbortSignal,
): Promise<readonly TypingResult[]> {
  const results: TypingResult[] = [];
  const taste = new Taste();
  const changed = changedBy(typingBy(candidate, changes), change);
  const session = { watch: change.watch, deaf: change.deaf, taste };
  for (const file of chooseFiles(files, typedFiles, seed)) {
    const others = files.filter((other) => other.package === file.package);
    const before = neighboursOf(file, others).find(isLongEnough);
    const pieces = [...(before ? [before] : []), file];
    const knows = { file: pieces.map(({ text }) => text).join('\n'), percent, seed };
    const simulated = simulatedBench(bench, { tokenMs, book, ...(percent > 0 && { knows }) });
    const typed = pieces.map((each) => ({ file: each, others, characters }));
    const typing = typeFiles(typed, changed, simulated, seed, signal, session);
    results.push(...(await simulated.clock.run(typing)));
  }
  return results;
}
