import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { Taste } from '../../src/completion/acceptance/taste';
import { stderrLogger } from '../../scripts/complete/stderrLogger';
import { labBench } from '../../src/extension/benchmark/labBench';
import { parseSettings } from '../../src/extension/settings';
import type { CorpusFile, Hole } from '../../src/lab/hole';
import { machine } from '../../src/lab/machine';
import { reportOf } from '../../src/lab/makeReport';
import type { Run } from '../../src/lab/report';
import { runModel, type Bench, type Candidate } from '../../src/lab/runModel';
import { sampleHoles } from '../../src/lab/sampleHoles';
import { compareAgainst, type Recorded } from './against';
import { candidates } from './candidates';
import { corpusFiles, type Folders } from './corpusFiles';
import { describeOverlap } from './describeOverlap';
import { findOverlap } from './findOverlap';
import { cacheFolder } from './heldOut';
import type { Options } from './options';
import { readCorpus } from './readCorpus';
import type { Report } from './report';
import { simulatedBench } from './simulation/simulatedBench';
import { passRate } from './suites/passRate';
import { readSuite, type SuiteHole } from './suites/readSuite';
import { assertSandbox } from './suites/runProgram';
import { suiteScore, type SuiteScore } from './suites/suiteScore';
import { chooseFiles, typeFiles, typingBy, type Typed } from './typing/typingTask';
import type { TypingResult } from './typing/typingResult';
import { UsageError } from './usageError';

/** Does what the options say. Throws `UsageError`, `ModelError`, or `signal.reason` when aborted. */
export async function runTask(
  options: Options,
  folders: Folders,
  record: Recorded | undefined,
  signal: AbortSignal,
): Promise<Report> {
  const { seed } = options;
  const bench = labBench(folders.root, parseSettings(() => undefined).settings.model, stderrLogger);
  if (options.runsPrograms) await assertSandbox();
  const work = await workOf(options, folders, bench, signal);
  const tested = [...testedFiles(work.holes), ...work.typed];
  if (tested.length === 0) throw new UsageError('There is nothing to ask in what you have named.');
  const overlap = await findOverlap(tested, path.join(cacheFolder(), 'training', 'corpus'));
  console.error(`${work.holes.length} holes in ${countOf(tested)} files, seed ${seed}`);
  const wanted = await candidates(options, folders.repository);
  const runs: Run[] = [];
  if (work.holes.length > 0) {
    for (const candidate of wanted) {
      runs.push(
        await runModel(candidate, work.holes, seed, bench, teller(candidate, work.holes.length), signal),
      );
    }
  }
  const suiteScores: SuiteScore[] = [];
  for (const { name, results } of options.task.kind === 'suite' ? runs : []) {
    if (options.runsPrograms) console.error(`${name}: running the programs`);
    const programs = options.runsPrograms ? await passRate(work.holes, results, seed, signal) : undefined;
    suiteScores.push(suiteScore(name, results, seed, programs));
  }
  const { characters } = options;
  const typing: TypingResult[] = [];
  const taste = new Taste();
  for (const file of work.typed) {
    const [candidate] = wanted;
    console.error(`typing ${file.path}`);
    const others = work.files.filter((other) => other.package === file.package);
    const piece = { file, others, characters };
    if (candidate) typing.push(...(await typed(piece, candidate, options, bench, taste, signal)));
  }
  const remarks = [describeOverlap(overlap), ...work.remarks];
  const facts = { seed, machine: machine(folders.repository), corpus: countFiles(tested), remarks };
  const [first] = runs;
  const against = record && first && { against: compareAgainst(record, first, facts.machine) };
  const commit = commitOf(folders.repository);
  return { ...reportOf(facts, runs), commit, overlap, suiteScores, typing, ...against };
}

/** On the real clock, or on a simulated one that begins with the file. */
function typed(
  piece: Typed,
  candidate: Candidate,
  { seed, tokenMs, knows: percent, changes }: Options,
  bench: Bench,
  taste: Taste,
  signal: AbortSignal,
): Promise<readonly TypingResult[]> {
  const typist = typingBy(candidate, changes);
  if (tokenMs === undefined) return typeFiles([piece], typist, bench, seed, signal, { taste });
  const knows = { file: piece.file.text, percent, seed };
  const simulated = simulatedBench(bench, { tokenMs, knows });
  return simulated.clock.run(typeFiles([piece], typist, simulated, seed, signal, { taste }));
}

interface Work {
  readonly files: readonly CorpusFile[];
  readonly holes: readonly SuiteHole[];
  /** Files of which a piece is typed. */
  readonly typed: readonly CorpusFile[];
  readonly remarks: readonly string[];
}

async function workOf(options: Options, folders: Folders, bench: Bench, signal: AbortSignal): Promise<Work> {
  const { task, holes: count, seed, kinds } = options;
  if (task.kind === 'suite') {
    const holes = (await readSuite(task.suite, task.data)).slice(0, count);
    return { files: [], holes, typed: [], remarks: [] };
  }
  if (task.kind === 'typing') {
    const { file, others } = await fileAt(task.file);
    return { files: others, holes: [], typed: [file], remarks: [] };
  }
  const { files, remarks } = await corpusFiles(options, folders, signal);
  const holes = await sampleHoles(files, bench.grammars, { count, seed, ...(kinds.length > 0 && { kinds }) });
  return { files, holes, typed: chooseFiles(files, options.typedFiles, seed), remarks };
}

async function fileAt(
  place: string,
): Promise<{ readonly file: CorpusFile; readonly others: readonly CorpusFile[] }> {
  await readFile(place);
  const others = await readCorpus(path.dirname(path.resolve(place)));
  const file = others.find((each) => each.path === path.basename(place));
  if (!file) throw new UsageError(`${place} is not source code of a usual length.`);
  return { file, others };
}

function teller({ name }: Candidate, all: number): (done: number) => void {
  const startedAt = performance.now();
  return (done) => {
    if (done === 0 || (done % 60 !== 0 && done !== all)) return;
    console.error(`${name}: ${done}/${all} after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  };
}

/** The files that the holes were cut out of, each once. */
function testedFiles(holes: readonly Hole[]): readonly CorpusFile[] {
  const files = new Map<string, CorpusFile>();
  for (const { package: name, path: file, languageId, prefix, expected, suffix } of holes) {
    const text = prefix + expected + suffix;
    // Rows of a public set may share a path and yet be other programs.
    files.set(`${name}/${file}:${text.length}`, { package: name, path: file, languageId, text });
  }
  return [...files.values()];
}

function countFiles(files: readonly CorpusFile[]): Report['corpus'] {
  const names = [...new Set(files.map((file) => file.package))];
  return names.map((name) => ({
    package: name,
    files: countOf(files.filter((file) => file.package === name)),
  }));
}

function countOf(files: readonly CorpusFile[]): number {
  return new Set(files.map((file) => `${file.package}/${file.path}:${file.text.length}`)).size;
}

function commitOf(repository: string): string | null {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : '+');
  } catch {
    // Not every copy of the source is a clone.
    return null;
  }
}
