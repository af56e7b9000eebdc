import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { ModelError } from '../../src/model/errors';
import { describeOverlap } from './describeOverlap';
import { exitCodes, help } from './help';
import { htmlPage } from './page/htmlPage';
import { parseOptions, UsageError } from './options';
import { reportText } from './printReport';
import { runTask } from './runTask';

/** This file runs as build/eval/eval.mjs, beside a dist/ of its own. */
const root = path.dirname(fileURLToPath(import.meta.url));
const repository = path.dirname(path.dirname(root));

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort(new Error('interrupted'));
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.task.kind === 'help') {
    console.log(help);
    return exitCodes.done;
  }
  const report = await runTask(options, { root, repository }, interruption.signal);
  console.log(reportText(report));
  const out = options.out ?? path.join(repository, 'build', 'lab');
  await mkdir(out, { recursive: true });
  await writeFile(path.join(out, 'eval.json'), JSON.stringify(report, undefined, 1));
  await writeFile(path.join(out, 'eval.html'), htmlPage(report));
  console.error(`${path.relative('.', path.join(out, 'eval.html'))} and eval.json have it all.`);
  if (report.overlap.faults.length === 0) return exitCodes.done;
  console.error(describeOverlap(report.overlap));
  return exitCodes.overlap;
}

function explain(error: unknown): number {
  if (interruption.signal.aborted) return exitCodes.interrupted;
  if (error instanceof ModelError) {
    console.error(`${error.message} ${error.remedy}`);
    return exitCodes.model;
  }
  const isFile = error instanceof Error && 'code' in error;
  console.error(
    error instanceof UsageError || isFile ? `${error.message}\nnpm run eval -- --help says more.` : error,
  );
  return exitCodes.usage;
}
