import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { ModelError } from '../../src/model/errors';
import { parseRecord, recordOf, recordText } from './against';
import { describeOverlap } from './describeOverlap';
import { exitCodes, help } from './help';
import { parseOptions } from './options';
import { evalPage } from './page';
import { reportText } from './printReport';
import { measureRules } from './rules/measureRules';
import { rulesText } from './rules/rulesText';
import { runTask } from './runTask';
import { UsageError } from './usageError';

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
  const { against: recordFile } = parseOptions(args);
  const record =
    recordFile === undefined ? undefined : parseRecord(await readFile(recordFile, 'utf8'), recordFile);
  const options = parseOptions(args, record);
  if (options.task.kind === 'help') {
    console.log(help);
    return exitCodes.done;
  }
  const out = options.out ?? path.join(repository, 'build', 'lab');
  await mkdir(out, { recursive: true });
  if (options.task.kind === 'rules') {
    const measured = await measureRules(options.task, options, { root, repository }, interruption.signal);
    console.log(rulesText(measured));
    await writeFile(path.join(out, 'rules.json'), JSON.stringify(measured, undefined, 1));
    return exitCodes.done;
  }
  const report = await runTask(options, { root, repository }, record, interruption.signal);
  console.log(reportText(report));
  await writeFile(path.join(out, 'eval.json'), JSON.stringify(report, undefined, 1));
  await writeFile(path.join(out, 'eval.html'), evalPage(report));
  console.error(`${path.relative('.', path.join(out, 'eval.html'))} and eval.json have it all.`);
  const [run] = report.runs;
  if (options.record !== undefined && run)
    await writeFile(options.record, recordText(recordOf(report, run, options.holes)));
  if (report.overlap.faults.length > 0) {
    console.error(describeOverlap(report.overlap));
    return exitCodes.overlap;
  }
  return (report.against?.regressions.length ?? 0) > 0 ? exitCodes.worse : exitCodes.done;
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
