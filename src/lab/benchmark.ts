import { ModelError } from '../model/errors';
import type { CorpusFile } from './hole';
import type { Machine } from './machine';
import { reportOf } from './makeReport';
import type { LabReport, Run } from './report';
import { runModel, type Bench, type Candidate } from './runModel';
import { sampleHoles } from './sampleHoles';

export interface BenchmarkOrder {
  readonly files: readonly CorpusFile[];
  readonly candidates: readonly Candidate[];
  /** How many places in the code each model is asked for. */
  readonly places: number;
  readonly seed: number;
}

export interface BenchmarkProgress {
  readonly model: string;
  readonly done: number;
  readonly all: number;
}

/**
 * Which of the models is best on this code: each is asked for the same places. One that can't be used is left out and
 * named in the remarks. Undefined when the code has no places to ask for. Throws `ModelError` when none can be used, `signal.reason` when aborted.
 */
export async function benchmark(
  { files, candidates, places, seed }: BenchmarkOrder,
  bench: Bench,
  machine: Machine,
  onProgress: (progress: BenchmarkProgress) => void,
  signal: AbortSignal,
): Promise<LabReport | undefined> {
  const holes = await sampleHoles(files, bench.grammars, { count: places, seed });
  if (holes.length === 0) return undefined;
  const runs: Run[] = [];
  const failures: ModelError[] = [];
  for (const candidate of candidates) {
    const { name: model } = candidate;
    const tell = (done: number): void => {
      onProgress({ model, done, all: holes.length });
    };
    try {
      runs.push(await runModel(candidate, holes, seed, bench, tell, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ModelError)) throw error;
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (runs.length === 0 && failure) throw failure;
  const packages = [...new Set(holes.map((hole) => hole.package))];
  const corpus = packages.map((name) => ({
    package: name,
    files: new Set(holes.filter((hole) => hole.package === name).map(({ path }) => path)).size,
  }));
  const remarks = [
    'A model may have learned from code that is public: what it gets right there may be remembered.',
    ...(runs.length === 1
      ? ['Only one model was asked: choose a second one, and the page says which is better.']
      : []),
    ...failures.map(({ message }) => `Left out: ${message}`),
  ];
  return reportOf({ seed, machine, corpus, remarks }, runs);
}
