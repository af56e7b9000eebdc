import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { stderrLogger } from '../../scripts/complete/stderrLogger';
import { clock } from '../../src/extension/clock';
import { createLifecycle } from '../../src/extension/createLifecycle';
import { grammarFiles } from '../../src/extension/grammarFiles';
import { parseSettings } from '../../src/extension/settings';
import { findBundledModel } from '../../src/model/bundledModel';
import { LabEngine } from './labEngine';
import { parseOptions, type Options } from './options';
import { gateText, summaryText } from './printReport';
import { readCorpus } from './readCorpus';
import { runHoles } from './runHoles';
import { sampleHoles } from './sampleHoles';
import { summarise } from './summarise';
import { calibration, calibrationError, gateTable } from './thresholds';

/** This file runs as build/eval/eval.mjs, beside a dist/ of its own. */
const root = path.dirname(fileURLToPath(import.meta.url));
const repository = path.dirname(path.dirname(root));
const grammars = grammarFiles(path.join(root, 'dist', 'grammars'));
const signal = new AbortController().signal;

const options = parseOptions(process.argv.slice(2));
await evaluate(options);

async function evaluate({ corpora, models, holes: count, seed, out, languages }: Options): Promise<void> {
  const places = corpora.length > 0 ? corpora : [path.join(repository, 'src')];
  const files = (await Promise.all(places.map((place) => readCorpus(place)))).flat();
  const wanted = files.filter(({ languageId }) => languages.length === 0 || languages.includes(languageId));
  const holes = await sampleHoles(wanted, grammars, { count, seed });
  const model = models[0] ?? (await findBundledModel(path.join(repository, 'media/models')));
  if (model === undefined) throw new Error('There is no model: name one with --model.');
  console.error(`${files.length} files, ${holes.length} holes, seed ${seed}, ${path.basename(model)}`);
  const { completion, model: modelSettings } = parseSettings(() => undefined).settings;
  const settings = { ...completion, debounce: 0, disabledLanguages: [] };
  const lifecycle = createLifecycle(root, { ...modelSettings, idleMinutes: 0 }, clock, stderrLogger);
  const engine = new LabEngine({ models: lifecycle, grammars, clock, logger: stderrLogger, settings });
  const startedAt = performance.now();
  try {
    await lifecycle.use(path.resolve(model));
    const results = await runHoles(holes, engine, (_, done) => {
      if (done % 20 === 0) console.error(`${done}/${holes.length}  ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    }, signal);
    const summary = summarise(results, seed);
    const gates = { model: gateTable(results, 'model'), memory: gateTable(results, 'memory') };
    const bins = { model: calibration(results, 'model'), memory: calibration(results, 'memory') };
    console.log(summaryText(summary));
    console.log(`\n${gateText('model, before the gate', gates.model)}`);
    console.log(`\n${gateText('memory, before the gate', gates.memory)}`);
    console.log(`\ncalibration error: model ${calibrationError(bins.model).toFixed(2)}, memory ${calibrationError(bins.memory).toFixed(2)}`);
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, 'eval.json'), JSON.stringify({ seed, summary, gates, bins, results }, undefined, 1));
  } finally {
    await engine.dispose();
    await lifecycle.dispose();
  }
}
