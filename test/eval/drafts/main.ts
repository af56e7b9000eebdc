/*
 * What it is worth to let the model judge the memory's proposal in one batch: the questions that the engine asks at holes
 * of the held-out packages, answered without the proposal, with it when the gauge wants it, and always.
 * `node test/eval/drafts/run.mjs HOLES THREADS MODEL…`
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { stderrLogger } from '../../../scripts/complete/stderrLogger';
import { labBench } from '../../../src/extension/benchmark/labBench';
import { parseSettings } from '../../../src/extension/settings';
import { estimateRatio } from '../../../src/lab/bootstrap';
import { Dice } from '../../../src/lab/dice';
import { runHoles } from '../../../src/lab/runHoles';
import { withModel } from '../../../src/lab/runModel';
import { sampleHoles } from '../../../src/lab/sampleHoles';
import { findBundledModel } from '../../../src/model/bundledModel';
import { labSettings } from '../configuration';
import { corpusFiles } from '../corpusFiles';
import { parseOptions } from '../options';
import { measure, ways, type Answered, type Way } from './measure';
import { askedOf, type Question } from './questions';

/** This file runs as build/eval/drafts.mjs. */
const root = path.dirname(fileURLToPath(import.meta.url));
const repository = path.dirname(path.dirname(root));
const [holes = '60', threads = '1', ...files] = process.argv.slice(2);
const { signal } = new AbortController();
const seed = 1;

const bundled = await findBundledModel(path.join(repository, 'media', 'models'));
if (bundled === undefined) throw new Error('There is no model in media/models.');
const bench = labBench(root, parseSettings(() => undefined).settings.model, stderrLogger);
const corpus = await corpusFiles(parseOptions([]), { root, repository }, signal);
const sample = await sampleHoles(corpus.files, bench.grammars, { count: Number(holes), seed });

const questions: Question[] = [];
await withModel(
  { name: 'bundled', file: bundled, learnsProject: true, settings: labSettings() },
  bench,
  signal,
  (engine) => runHoles(sample, engine, () => undefined, signal),
  (models) => askedOf(models, questions),
);
const worthAsking = questions.filter(({ characters }) => characters > 0);
console.log(`${worthAsking.length} questions with a draft at ${sample.length} holes, ${threads} threads`);
console.log('| model | way | ms a completion | ÷ none | batches a token | judged | of them right | differ |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const file of [bundled, ...files]) print(file, await measure(file, worthAsking, Number(threads)));

function print(file: string, answers: readonly Readonly<Record<Way, Answered>>[]): void {
  for (const way of ways) {
    const sum = (value: (answered: Answered) => number): number =>
      answers.reduce((total, answer) => total + value(answer[way]), 0);
    const pairs = answers.map((answer) => ({ part: answer[way].ms, whole: answer.none.ms }));
    const { mean, low, high } = estimateRatio(pairs, new Dice(seed));
    // What healing judges, it judges in each way.
    const more = (value: (answered: Answered) => number): number =>
      sum(value) - answers.reduce((total, { none }) => total + value(none), 0);
    const cells = [
      path.basename(file, '.gguf'),
      way,
      (sum(({ ms }) => ms) / answers.length).toFixed(1),
      `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`,
      (sum(({ batches }) => batches) / sum(({ tokens }) => tokens)).toFixed(2),
      String(more((answer) => answer.judged)),
      // Each token of a draft that was right has spared a batch.
      String(-more((answer) => answer.batches)),
      String(answers.filter((answer) => answer[way].text !== answer.none.text).length),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const wanted = answers.map(({ gauge, none }) => (gauge.judged > none.judged ? 'x' : '.'));
  console.log(`judged by the gauge: ${wanted.join('')}`);
}
