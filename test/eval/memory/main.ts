/*
 * What the project memory proposes at holes in real code, without a model: `npm run recall -- --memory FOLDER… [HOLES]
 * [--seed N] [--out FILE]`. Every second hole has nothing below its line, as in a file that is being written; at every fourth
 * the line is complete, and nothing is right. With --out, what speaks for each candidate is written to a file, one row a hole, for training/inkling_train/trust.py.
 */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { candidates } from '../../../src/completion/memory/decide';
import { ProjectMemory } from '../../../src/completion/memory/projectMemory';
import { featureNames, featuresOf } from '../../../src/completion/memory/trust';
import { isCloserOnly, lineEnd } from '../../../src/completion/text';
import { grammarFiles } from '../../../src/extension/grammarFiles';
import type { CorpusFile, Hole } from '../../../src/lab/hole';
import { LabProject, uriOf } from '../../../src/lab/labProject';
import { sampleHoles } from '../../../src/lab/sampleHoles';
import { readCorpus } from '../readCorpus';
import { ProposalTable } from './proposalTable';

/** This file runs as build/eval/recall.mjs. */
const root = path.dirname(fileURLToPath(import.meta.url));
const { values, positionals: args } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--memory'),
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, out: { type: 'string' } },
});
const count = Number(args.find((each) => /^\d+$/.test(each)) ?? 540);
const folders = args.filter((each) => !/^\d+$/.test(each));
const files = (await Promise.all(folders.map((folder) => readCorpus(folder)))).flat();
const grammars = grammarFiles(path.join(root, 'dist', 'grammars'));
const holes = await sampleHoles(files, grammars, { count, seed: Number(values.seed) });

const out = values.out === undefined ? undefined : createWriteStream(values.out);
out?.write(`${JSON.stringify({ features: featureNames })}\n`);
const projects = new Map<readonly CorpusFile[], LabProject>();
/** Each asks the same: the least time counts, as other programs on the machine take their share of the rest. */
const memory = new ProjectMemory();
const memories = [memory, new ProjectMemory(), new ProjectMemory()];
let open: readonly CorpusFile[] = [];
const table = new ProposalTable();

for (const [index, hole] of holes.filter(({ expected }) => !expected.startsWith('\n')).entries()) {
  const isComplete = index % 4 >= 2 && index % 8 < 4;
  const below = index % 2 === 0 ? hole.suffix : hole.suffix.slice(0, lineEnd(hole.suffix, 0));
  const [prefix, suffix, truth] = isComplete
    ? completed(hole, below)
    : [hole.prefix, below, firstLine(hole.expected)];
  const { languageId } = hole;
  const text = prefix + suffix;
  const snapshot = { uri: `hole:/${hole.path}`, path: hole.path, languageId, version: 1, text };
  const project = learn(hole);
  const offset = prefix.length;
  const typed = prefix + (truth.charAt(0) || ' ');
  const next = { ...snapshot, version: 2, text: typed + suffix };
  const asked = memories.map((each) => ({
    cold: timed(() => each.propose(snapshot, offset, project)),
    warm: timed(() => each.propose(next, typed.length, project)),
  }));
  const proposal = asked[0]?.cold.answer;
  const closers = closersOf(suffix);
  const isRight = proposal !== undefined && isAsItStood(proposal.text, truth, closers);
  const ms = Math.min(...asked.map(({ cold }) => cold.ms));
  const warmMs = Math.min(...asked.map(({ warm }) => warm.ms));
  table.add({ hole, isComplete, confidence: proposal?.confidence, isRight, ms, warmMs });
  if (!out) continue;
  const { around, evidence } = memory.weigh(snapshot, offset, project);
  const rows = candidates(evidence, around).map((each) => ({
    right: Number(isAsItStood(each.text, truth, closers)),
    features: featuresOf(each, around, text),
  }));
  out.write(`${JSON.stringify({ package: hole.package, candidates: rows })}\n`);
}
out?.end();
for (const line of table.lines()) console.log(line);

function learn({ neighbours, project }: Hole): ReturnType<LabProject['shelves']> {
  for (const each of memories) {
    for (const file of open) if (!neighbours.includes(file)) each.forget(uriOf(file));
    for (const file of neighbours) {
      const { path: place, languageId, text } = file;
      each.learn({ uri: uriOf(file), path: place, version: 1, languageId, read: () => text });
    }
  }
  open = neighbours;
  if (!project) return [];
  const learned = projects.get(project.files) ?? new LabProject(project.files);
  projects.set(project.files, learned);
  learned.hide(project.hidden);
  return learned.shelves();
}

/** With the processor time that it took, in milliseconds. */
function timed<T>(ask: () => T): { readonly answer: T; readonly ms: number } {
  const before = process.cpuUsage();
  const answer = ask();
  const { user, system } = process.cpuUsage(before);
  return { answer, ms: (user + system) / 1_000 };
}

/** The hole filled, the cursor at the end of its line: what stands before and behind it, and what comes next there. */
function completed(hole: Hole, below: string): readonly [prefix: string, suffix: string, truth: string] {
  const behind = hole.expected + below;
  const end = lineEnd(behind, 0);
  return [hole.prefix + behind.slice(0, end), behind.slice(end), ''];
}

/** What stands behind the cursor where that is closers only: the line may be shown with them, and polish passes them. */
function closersOf(suffix: string): string {
  const rest = suffix.slice(0, lineEnd(suffix, 0)).trimEnd();
  return isCloserOnly(rest) ? rest : '';
}

function isAsItStood(text: string, truth: string, closers: string): boolean {
  const said = firstLine(text);
  return said.startsWith(truth) && closers.startsWith(said.slice(truth.length));
}

function firstLine(text: string): string {
  return text.slice(0, lineEnd(text, 0)).trimEnd();
}
