/*
 * Does the line keep what a perfect model writes, and stop where the syntax tree says? The model writes what the file had
 * and goes on with the file; or, sloppy, with a loop, the same again, or the next sibling of a block that it has not closed.
 * `npm run recall -- --truth FOLDER_OR_JSONL… [HOLES_PER_LANGUAGE_AND_VARIANT] [--only LANGUAGE] [--show N]`
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { grammarFiles } from '../../../src/extension/grammarFiles';
import { guessIndentUnit } from '../../../src/lab/guessIndentUnit';
import { LabEngine } from '../../../src/lab/labEngine';
import { labSettings } from '../configuration';
import { readCorpus } from '../readCorpus';
import { judgeEnd } from './judgeEnd';
import { printTally, Tally } from './tally';
import { sampleTruth } from './sampleTruth';
import { streamAt, streams } from './streams';
import { standingClock, TellingModel } from './telling';
import type { TruthHole } from './truthHole';

const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing };
/** The most that the settings allow: a block must end by itself. */
const maxLines = 60;

/** This file runs as build/eval/recall.mjs. */
const root = path.dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    show: { type: 'string' },
    seed: { type: 'string' },
    stream: { type: 'string', multiple: true },
  },
});
const places = positionals.filter((each) => !/^\d+$/.test(each));
const count = Number(positionals.find((each) => /^\d+$/.test(each)) ?? 60);
const all = (await Promise.all(places.map((place) => readCorpus(place)))).flat();
const files = all.filter(({ languageId }) => values.only?.includes(languageId) ?? true);
const grammars = grammarFiles(path.join(root, 'dist', 'grammars'));
const holes = await sampleTruth(files, grammars, standingClock, { count, seed: Number(values.seed ?? 1) });

const model = new TellingModel();
const engine = new LabEngine({
  models: { peek: () => model, acquire: () => Promise.resolve(model) },
  grammars,
  clock: standingClock,
  logger: silent,
  settings: { ...labSettings(), maxLines, maxTokens: 1_000_000 },
  learnsProject: false,
});

const tally = new Tally(Number(values.show ?? 0));
for (const [index, hole] of holes.entries()) {
  for (const stream of streams) {
    if (values.stream && !values.stream.includes(stream)) continue;
    const text = streamAt(hole, stream);
    if (text === undefined) continue;
    model.text = text;
    const { completion, decision } = await ask(hole, `${index}/${stream}`);
    tally.add(hole, stream, judgeEnd(hole, stream, completion), decision, completion);
  }
}
await engine.dispose();
console.log(`${holes.length} holes in ${files.length} files`);
printTally(tally);

async function ask(hole: TruthHole, id: string): ReturnType<LabEngine['complete']> {
  const text = hole.prefix + hole.suffix;
  const uri = `truth:/${id}/${encodeURI(hole.path)}`;
  const snapshot = { uri, path: hole.path, languageId: hole.languageId, version: 1, text };
  const how = { trigger: 'manual', indentUnit: guessIndentUnit(text) } as const;
  const answer = await engine.complete(snapshot, hole.prefix.length, how, new AbortController().signal);
  engine.forget(uri);
  return answer;
}
