/**
 * The entry of the lab's process, which dist/lab.mjs bundles: parsing, scoring and drawing are too much for the extension
 * host. It fills the one order that it gets, with a model's process for each model, and ends.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Logger } from '../../completion/ports';
import type { CompletionSettings } from '../../completion/request';
import { benchmark } from '../../lab/benchmark';
import { benchmarkRecord } from '../../lab/benchmarkRecord';
import { machine } from '../../lab/machine';
import { htmlPage } from '../../lab/page/htmlPage';
import { ModelError } from '../../model/errors';
import { processConnection } from '../../model/processConnection';
import { parseSettings } from '../settings';
import { parseOrder, type News, type Order } from './benchmarkWire';
import { labBench } from './labBench';

/** This file runs as dist/lab.mjs. */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const nothing = (): void => undefined;
/** Code must not get into a log by way of a benchmark. */
const silent: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing };

const connection = processConnection();
const gone = new AbortController();
// The model's process ends with this one.
connection.onClose((reason) => {
  gone.abort(new Error(reason));
  process.exit();
});
connection.onMessage((message) => {
  void fill(message).then((news) => {
    tell(news);
    connection.close();
  });
});

async function fill(message: unknown): Promise<News> {
  try {
    return await filled(parseOrder(message));
  } catch (error) {
    const remedy = error instanceof ModelError ? ` ${error.remedy}` : '';
    return { type: 'failed', message: `${error instanceof Error ? error.message : String(error)}${remedy}` };
  }
}

async function filled({ files, models, settings, places, seed }: Order): Promise<News> {
  const parsed = parseSettings((key) => settings[key]).settings;
  const candidates = models.map((model) => ({
    ...model,
    settings: asked(parsed.completion),
    learnsProject: parsed.project.isOn,
  }));
  const bench = labBench(root, parsed.model, silent);
  const order = { files, candidates, places, seed };
  const onProgress = (progress: Omit<Extract<News, { type: 'progress' }>, 'type'>): void => {
    tell({ type: 'progress', ...progress });
  };
  const report = await benchmark(order, bench, machine(root), onProgress, gone.signal);
  if (!report) return { type: 'nothing' };
  const record = benchmarkRecord(report, new Map(models.map(({ name, file }) => [name, file])));
  return { type: 'done', record, html: htmlPage('Inkling: models on your code', report) };
}

/** The user's own settings, but no pause, and no place where the engine would not be asked at all. */
function asked(settings: CompletionSettings): CompletionSettings {
  return { ...settings, enabled: true, automatic: true, disabledLanguages: [], debounce: 0 };
}

function tell(news: News): void {
  connection.send(news);
}
