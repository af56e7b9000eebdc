/*
 * How many of the identifiers that a person wrote next stand in the context that was collected: what the collectors are
 * worth, whatever the model. `npm run recall -- FOLDER_OR_JSONL… [HOLES] [--back LINES]`: as collected so many lines above.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { windowsOf } from '../../../src/completion/context/fileWindows';
import { declarations } from '../../../src/completion/context/declarations';
import { importedFiles } from '../../../src/completion/context/importedFiles';
import { ProjectView, type Reader } from '../../../src/completion/context/projectView';
import { similarInProject } from '../../../src/completion/context/similarInProject';
import { wordsOf } from '../../../src/completion/context/similarity';
import { similarWindows } from '../../../src/completion/context/similarWindows';
import type { Snapshot, Snippet } from '../../../src/completion/request';
import { languageFamily } from '../../../src/completion/syntax/languageFamily';
import { grammarFiles } from '../../../src/extension/grammarFiles';
import type { CorpusFile, Hole } from '../../../src/lab/hole';
import { LabProject, uriOf } from '../../../src/lab/labProject';
import { sampleHoles } from '../../../src/lab/sampleHoles';
import { readCorpus } from '../readCorpus';
import { identifiersOf, Recall } from './measure';

/** This file runs as build/eval/recall.mjs. */
const root = path.dirname(fileURLToPath(import.meta.url));
const { values, positionals: args } = parseArgs({
  allowPositionals: true,
  options: { back: { type: 'string', default: '0' } },
});
const linesBack = Number(values.back);
const count = Number(args.find((each) => /^\d+$/.test(each)) ?? 540);
const places = args.filter((each) => !/^\d+$/.test(each));
const files = (await Promise.all(places.map((place) => readCorpus(place)))).flat();
const grammars = grammarFiles(path.join(root, 'dist', 'grammars'));
const holes = await sampleHoles(files, grammars, { count, seed: 1 });

const collectors = {
  imported: ({ open, snapshot }: Place) => importedFiles(open, snapshot),
  similar: ({ open, around }: Place) => similarWindows(open, wordsOf(around)),
  similarInProject: ({ view, snapshot, around, reader }: Place) =>
    similarInProject(view, around, snapshot.languageId, reader),
  declarations: ({ view, snapshot, offset, reader }: Place) =>
    declarations(view, snapshot.text.slice(0, offset), snapshot.languageId, reader),
} as const;
type Name = keyof typeof collectors;

const today: readonly Name[] = ['imported', 'similar'];
const fromProject: readonly Name[] = ['similarInProject', 'declarations'];
const mixes: readonly (readonly [string, readonly Name[]])[] = [
  ['open files', today],
  ...fromProject.map((name) => [`open files, ${name}`, [...today, name]] as const),
  ['open files, both', [...today, ...fromProject]],
  ...fromProject.map((name) => [`${name} alone`, [name]] as const),
];

interface Place {
  readonly open: readonly ReturnType<typeof windowsOf>[];
  readonly view: ProjectView;
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly around: string;
  readonly reader: Reader;
}

const views = new Map<readonly CorpusFile[], ProjectView>();
const recall = new Recall();
const times = new Map<Name, number[]>();

for (const hole of holes) {
  const expected = identifiersOf(hole.expected);
  const place = placeOf(hole);
  if (expected.size === 0) continue;
  const here = identifiersOf(hole.prefix + '\n' + hole.suffix);
  const found = new Map<Name, readonly Snippet[]>();
  for (const name of [...today, ...fromProject]) {
    const startedAt = process.cpuUsage().user;
    found.set(name, collectors[name](place));
    times.set(name, [...(times.get(name) ?? []), (process.cpuUsage().user - startedAt) / 1_000]);
  }
  for (const [label, names] of mixes) {
    recall.add(
      label,
      names.flatMap((name) => found.get(name) ?? []),
      expected,
      here,
    );
  }
}

console.log(`${holes.length} holes in ${files.length} files`);
console.log('share of identifiers in the context: all / those that the file does not have');
for (const row of recall.rows()) console.log(row);
for (const [name, ms] of times) {
  const sorted = ms.toSorted((a, b) => a - b);
  console.log(`${name}: p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms of processor time`);
}
function placeOf(hole: Hole): Place {
  const text = hole.prefix + hole.suffix;
  const { languageId } = hole;
  const snapshot = { uri: `hole:/${hole.path}`, path: hole.path, languageId, version: 1, text };
  const offset = linesAbove(text, hole.prefix.length);
  const open = hole.neighbours.map((file) =>
    windowsOf({
      uri: uriOf(file),
      path: file.path,
      languageId: file.languageId,
      version: 1,
      read: () => file.text,
    }),
  );
  const isOpen = new Set(hole.neighbours.map(({ path: each }) => each));
  const hidden = hole.project?.hidden ?? new Set();
  const reader: Reader = {
    family: languageFamily(languageId),
    mayRead: (page) => page.path !== hole.path && !isOpen.has(page.path) && !hidden.has(page.path),
  };
  const around = text.slice(Math.max(0, offset - 1_500), offset + 500);
  return { open, view: viewOf(hole.project?.files ?? []), snapshot, offset, around, reader };
}

/** Where the cursor was when what is in the prompt was collected. */
function linesAbove(text: string, offset: number): number {
  let at = offset;
  for (let line = 0; line < linesBack && at > 0; line += 1) at = text.lastIndexOf('\n', at - 1);
  return Math.max(0, at);
}

function viewOf(project: readonly CorpusFile[]): ProjectView {
  const view = views.get(project) ?? new ProjectView(new LabProject(project).shelves());
  views.set(project, view);
  return view;
}

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
}
