/** The entry of `npm run bench`; scripts/bench.mjs bundles it to build/bench/. */
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { findBundledModel } from '../../src/model/bundledModel';
import { defaultThreads, physicalCores } from '../../src/model/physicalCores';
import { compareReports, describeComparison } from './compareReports';
import type { Figure } from './figure';
import { fitBench } from './fitBench';
import { machine } from '../../src/lab/machine';
import { MachineGauge } from './machineGauge';
import { memoryFigures } from './memoryFigures';
import { modelBench } from './modelBench';
import { modelFacts } from './modelFacts';
import { help, parseOptions, type Options } from './options';
import { table, type Report } from './report';
import { stageBench } from './stageBench';

const folder = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(folder, '../..');
const sizes: readonly number[] = [100, 1_000, 10_000, 50_000];

const options = parseOptions(process.argv.slice(2));
if (options.help) console.log(help);
else await run(options);

async function run({ quick, only, out, compare, folder: learned, model }: Options): Promise<void> {
  const wants = (group: string): boolean => only.length === 0 || only.includes(group);
  const needsModel = ['host', 'keystrokes', 'load'].some(wants);
  const file = needsModel ? await modelFile(model) : undefined;
  const facts = file === undefined ? undefined : await modelFacts(file);
  const old: Report | undefined =
    compare === undefined ? undefined : JSON.parse(readFileSync(compare, 'utf8'));
  const before = os.loadavg();
  const gauge = new MachineGauge(facts?.weightBytesPerToken ?? 32e6, defaultThreads(physicalCores()));
  const figures: Figure[] = [];
  const say = (what: string): void => {
    console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${what}`);
  };
  await gauge.sample();
  if (wants('stages')) {
    for (const lines of sizes) {
      say(`stages, ${lines} lines`);
      figures.push(
        ...(await stageBench(lines, quick ? { most: 12, capMs: 6_000 } : { most: 60, capMs: 60_000 })),
      );
      await gauge.sample();
    }
  }
  if (wants('memory')) {
    say('project memory');
    figures.push(...memoryFigures(learned ?? path.join(root, 'src'), quick ? 300 : 2_000));
  }
  if (file !== undefined && facts) {
    say('model');
    const set = await modelBench({
      file,
      facts,
      host: path.join(folder, 'modelHost.mjs'),
      raw: path.join(folder, 'rawEngine.mjs'),
      empty: path.join(folder, 'emptyEngine.mjs'),
      rounds: quick ? 8 : 30,
      wants,
      bytesPerSecond: gauge.bytesPerSecond,
      between: () => gauge.sample(),
    });
    figures.push(...set);
  }
  if (only.includes('fit')) {
    say('estimates');
    const bundled = await modelFile(undefined);
    const host = path.join(folder, 'modelHost.mjs');
    const named = model === undefined ? bundled : path.resolve(model);
    figures.push(...(await fitBench({ file: named, bundled, host, rounds: quick ? 1 : 3 })));
  }
  const report: Report = {
    format: 1,
    measuredAt: new Date().toISOString(),
    quick,
    machine: machine(root),
    load: [before[0] ?? 0, os.loadavg()[0] ?? 0],
    model: facts,
    figures: [...gauge.figures, ...figures],
  };
  print(report);
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(report, undefined, 1)}\n`);
  if (old) console.log(`\n${describeComparison(compareReports(old, report))}`);
}

function print({
  machine: { processor, logicalCores, memoryBytes, ...versions },
  load,
  model,
  figures,
}: Report): void {
  const [first, last] = load.map((each) => each.toFixed(1));
  console.log(`${processor}, ${logicalCores} logical cores, ${(memoryBytes / 2 ** 30).toFixed(0)} GiB`);
  console.log(
    `${versions.platform}, Node ${versions.node}, ${versions.engine}, llama.cpp ${versions.llamaCpp}`,
  );
  console.log(`load average ${first} before, ${last} after`);
  if (model) {
    const megabytes = (model.weightBytesPerToken / 1e6).toFixed(1);
    console.log(
      `${model.name} (${model.layout}), ${megabytes} MB read a token, sha256 ${model.sha256.slice(0, 16)}…`,
    );
  }
  console.log(table(figures));
}

async function modelFile(named: string | undefined): Promise<string> {
  if (named !== undefined) return path.resolve(named);
  const bundled = await findBundledModel(path.join(root, 'media/models'));
  const file = bundled ?? process.env['INKLING_BUNDLED_MODEL'] ?? '';
  if (file === '') throw new Error('There is no model in media/models: name one with --model FILE.');
  return file;
}
