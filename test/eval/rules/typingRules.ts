import type { CorpusFile } from '../../../src/lab/hole';
import type { Bench, Candidate } from '../../../src/lab/runModel';
import type { Options } from '../options';
import { simulatedBench } from '../simulation/simulatedBench';
import type { TypingResult } from '../typing/typingResult';
import { chooseFiles, typeFile, typingBy } from '../typing/typingTask';
import { changedBy, type Change } from './ablations';

/** What the bundled model takes for a token on two quiet cores, in round figures (docs/lab/report.md). */
const bundledTokenMs = 2;

/** Pieces of a few files, typed on a simulated clock: how busy the machine is makes no difference. */
export async function typedPieces(
  candidate: Candidate,
  change: Change,
  files: readonly CorpusFile[],
  { typedFiles, characters, seed, tokenMs = bundledTokenMs }: Options,
  bench: Bench,
  signal: AbortSignal,
): Promise<readonly TypingResult[]> {
  const results: TypingResult[] = [];
  for (const file of chooseFiles(files, typedFiles, seed)) {
    const simulated = simulatedBench(bench, { tokenMs });
    const others = files.filter((other) => other.package === file.package);
    const changed = changedBy(typingBy(candidate), change);
    const typing = typeFile({ file, others, characters }, changed, simulated, seed, signal, change.watch);
    results.push(await simulated.clock.run(typing));
  }
  return results;
}
