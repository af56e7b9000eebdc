import { once } from 'node:events';
import { existsSync, createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { addAbortSignal } from 'node:stream';
import { fileURLToPath } from 'node:url';

import type { ProjectIndex } from '../../src/completion/ports';
import { findBundledModel } from '../../src/model/bundledModel';
import { parseModelReference } from '../../src/model/catalogue/modelReference';
import { ModelError } from '../../src/model/errors';
import { ModelStore } from '../../src/model/store/modelStore';
import { defaultModelsFolder } from '../../src/model/store/modelsFolder';
import { learnFolder } from '../../src/project/learnFolder';
import { placeSettings, type BatchRow } from './batchRow';
import { completeScripted } from './completeScripted';
import { loadHeadlessEngine, type HeadlessEngine } from './headlessEngine';
import { exitCodes, help } from './help';
import { lines } from './lines';
import {
  parseOptions,
  UsageError,
  type BatchOptions,
  type SharedOptions,
  type SingleOptions,
} from './options';
import { reportProgress } from './reportProgress';
import { runBatch } from './runBatch';
import { printOutcome, readPlace } from './runSingle';
import { stderrLogger } from './stderrLogger';

/** This file runs as dist/complete.mjs. */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort(new Error('interrupted'));
});

try {
  process.exitCode = await run(interruption.signal);
} catch (error) {
  process.exitCode = explain(error, interruption.signal);
}

async function run(signal: AbortSignal): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.kind === 'help') {
    console.log(help);
    return exitCodes.shown;
  }
  return options.kind === 'single' ? completeOne(options, signal) : completeBatch(options, signal);
}

async function completeOne(options: SingleOptions, signal: AbortSignal): Promise<number> {
  const place = await readPlace(options);
  return withEngine(options, async (engine) => {
    const outcome = await engine.complete(
      place,
      { trigger: triggerOf(options), settings: placeSettings },
      signal,
    );
    return printOutcome(outcome, place, options);
  });
}

async function completeBatch(options: BatchOptions, signal: AbortSignal): Promise<number> {
  if (options.input !== '-') await readable(options.input);
  return withEngine(options, async (engine) => {
    const source = options.input === '-' ? process.stdin : createReadStream(options.input);
    // An interruption must not wait for the next row to arrive.
    const input: AsyncIterable<Uint8Array> = addAbortSignal(signal, source);
    const output: NodeJS.WritableStream =
      options.output === '-' ? process.stdout : createWriteStream(options.output);
    const report = reportProgress(options.quiet);
    const write = async (line: string): Promise<void> => {
      if (!output.write(`${line}\n`)) await once(output, 'drain');
    };
    const complete = (row: BatchRow) => {
      const { modelText, settings, trigger = triggerOf(options) } = row;
      return modelText === undefined
        ? engine.complete(row, { trigger, settings }, signal)
        : completeScripted(engine, row, modelText, trigger, signal);
    };
    const progress = await runBatch(lines(input), { complete, write, onProgress: report.tell }, signal);
    report.end(progress);
    if (output !== process.stdout) await new Promise<void>((resolve) => output.end(resolve));
    return progress.errors === 0 ? exitCodes.shown : exitCodes.badRows;
  });
}

async function withEngine(
  options: SharedOptions,
  work: (engine: HeadlessEngine) => Promise<number>,
): Promise<number> {
  const { workspace } = options;
  const project = workspace === undefined ? undefined : await learned(workspace);
  const adapters = options.adapters.map((file) => ({ file: path.resolve(file), scale: 1 }));
  const model = { file: await modelFile(options), adapters };
  const loaded = await loadHeadlessEngine(root, model, stderrLogger, project);
  try {
    return await work(loaded.engine);
  } finally {
    await loaded.dispose();
  }
}

async function learned(folder: string): Promise<ProjectIndex> {
  await readable(folder);
  return learnFolder(folder, interruption.signal);
}

async function modelFile({ model }: SharedOptions): Promise<string> {
  const named = model ?? process.env.INKLING_BUNDLED_MODEL ?? '';
  const file =
    named === ''
      ? await findBundledModel(path.join(root, 'media/models'))
      : ((await installedFile(named)) ?? path.resolve(named));
  if (file !== undefined) return file;
  throw new ModelError('absent', 'There is no model in media/models.', 'Name one with --model FILE.');
}

/** The file of a model that is named as `npm run models -- list` shows it; undefined for what may be a path. */
async function installedFile(named: string): Promise<string | undefined> {
  if (existsSync(named) || parseModelReference(named).kind !== 'hub') return undefined;
  const model = await new ModelStore(defaultModelsFolder()).find(named);
  if (model) return model.file;
  const remedy = `Run npm run models -- download ${named}.`;
  throw new ModelError('not-found', `${named} is not installed.`, remedy);
}

async function readable(file: string): Promise<void> {
  await access(file).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
}

function triggerOf({ manual }: SharedOptions): 'manual' | 'automatic' {
  return manual ? 'manual' : 'automatic';
}

/** Says what went wrong on standard error and returns the exit code. */
function explain(error: unknown, signal: AbortSignal): number {
  if (signal.aborted || isClosedPipe(error)) return exitCodes.interrupted;
  if (error instanceof UsageError) {
    console.error(`${error.message}\nnpm run complete -- --help says more.`);
    return exitCodes.usage;
  }
  if (error instanceof ModelError) console.error(`${error.message} ${error.remedy}`);
  else console.error(error);
  return exitCodes.model;
}

/** Whoever read standard output, such as `head`, has enough. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
