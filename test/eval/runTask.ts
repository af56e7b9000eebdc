import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { clock } from '../../src/extension/clock';
import { grammarFiles } from '../../src/extension/grammarFiles';
import { Dice } from '../fakes/dice';
import { compare } from './compare';
import { changed, labSettings } from './configuration';
import { findOverlap, type OverlapCheck } from './findOverlap';
import type { CorpusFile, Hole } from './hole';
import { withLab } from './lab';
import { neighboursOf } from './neighboursOf';
import { UsageError, type Options } from './options';
import { bundledModel, cacheFolder, defaultCorpora } from './places';
import { readCorpus } from './readCorpus';
import { runOf, type Report, type Run } from './report';
import { runHoles } from './runHoles';
import { sampleHoles } from './sampleHoles';
import { readSuite } from './suites/readSuite';
import { choosePiece } from './typing/choosePiece';
import { countingModels, type Reading } from './typing/countingModels';
import { typePiece } from './typing/typePiece';
import type { TypingResult } from './typing/typingResult';

export interface Folders {
  /** Holds dist/. */
  readonly root: string;
  readonly repository: string;
}

/** Does what the options say. Throws `UsageError`, `ModelError`, or `signal.reason` when aborted. */
export async function runTask(options: Options, folders: Folders, signal: AbortSignal): Promise<Report> {
  const { task, seed } = options;
  if (task.kind === 'typing') {
    const file = await fileAt(task.file);
    const overlap = await checked([file]);
    const typing = await typeFile(file, task.characters, options, folders);
    return { seed, corpus: countFiles([file]), overlap, runs: [], typing };
  }
  const holes = await holesFor(options, folders);
  if (holes.length === 0) throw new UsageError('There is no hole to fill in what you have named.');
  const overlap = await checked(testedFiles(holes));
  console.error(`${holes.length} holes in ${testedFiles(holes).length} files, seed ${seed}`);
  const runs: Run[] = [];
  for (const configuration of await configurations(options, folders.repository)) {
    runs.push(await runConfiguration(configuration, holes, seed, folders.root, signal));
  }
  const [first, second] = runs;
  const comparison = first && second && { comparison: compare(first.results, second.results, seed) };
  return { seed, corpus: countFiles(testedFiles(holes)), overlap, runs, ...comparison };
}

async function holesFor(
  { task, corpora, languages, holes: count, seed }: Options,
  { root, repository }: Folders,
) {
  if (task.kind === 'suite') return (await readSuite(task.suite, task.data)).slice(0, count);
  const places = corpora.length > 0 ? corpora : await defaultCorpora(repository);
  const files = (await Promise.all(places.map((place) => readCorpus(place)))).flat();
  const wanted = files.filter(({ languageId }) => languages.length === 0 || languages.includes(languageId));
  return sampleHoles(wanted, grammarFiles(path.join(root, 'dist', 'grammars')), { count, seed });
}

interface Configuration {
  readonly model: string;
  readonly changes: readonly string[];
}

async function configurations(options: Options, repository: string): Promise<readonly Configuration[]> {
  const { models, changes, isComparison } = options;
  const first = models[0] ?? (await bundledModel(repository));
  if (!isComparison) return [{ model: first, changes }];
  return [
    { model: first, changes: [] },
    { model: models[1] ?? first, changes },
  ];
}

async function runConfiguration(
  { model, changes }: Configuration,
  holes: readonly Hole[],
  seed: number,
  root: string,
  signal: AbortSignal,
): Promise<Run> {
  const name = [path.basename(model, '.gguf'), ...changes].join(' ');
  const settings = changed(labSettings(), changes);
  const startedAt = performance.now();
  const tell = (_: unknown, done: number): void => {
    if (done % 60 !== 0 && done !== holes.length) return;
    console.error(
      `${name}: ${done}/${holes.length} after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
    );
  };
  const results = await withLab({ root, model, settings }, (engine) => runHoles(holes, engine, tell, signal));
  return runOf(name, settings, results, seed);
}

async function typeFile(
  file: CorpusFile,
  characters: number,
  { models, changes, seed, task }: Options,
  { root, repository }: Folders,
): Promise<TypingResult> {
  const model = models[0] ?? (await bundledModel(repository));
  const folder = task.kind === 'typing' ? path.dirname(task.file) : '.';
  const others = await readCorpus(folder, file.package);
  const piece = choosePiece(file, characters, new Dice(seed));
  const readings: Reading[] = [];
  const watch = (models: Parameters<typeof countingModels>[0]) =>
    countingModels(models, (reading) => void readings.push(reading));
  // The pause before each request is part of what is measured: it follows the rhythm, as in the extension.
  const settings = changed({ ...labSettings(), debounce: 'adaptive' }, changes);
  return withLab({ root, model, settings, watch }, (engine) =>
    typePiece(piece, neighboursOf(file, others), engine, readings, clock, seed),
  );
}

async function fileAt(place: string): Promise<CorpusFile> {
  await readFile(place);
  const folder = path.dirname(path.resolve(place));
  const file = (await readCorpus(folder)).find((each) => each.path === path.basename(place));
  if (!file) throw new UsageError(`${place} is not source code of a usual length.`);
  return file;
}

function checked(files: readonly CorpusFile[]): Promise<OverlapCheck> {
  return findOverlap(files, path.join(cacheFolder(), 'training', 'corpus'));
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
    files: files.filter((file) => file.package === name).length,
  }));
}
