import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { randomBytes } from 'node:crypto';

import { build } from 'esbuild';

import { repository as root } from '../../scripts/bundle/repository.mjs';

/*
 * The downloader beside curl, from the same local hub, in turns: `curl`, `curl` and then `sha256sum` of its file, and the
 * downloader, which hashes, waits for the disk and renames. Prints each run and the medians.
 *   node test/bench/download.mjs [--megabytes 600] [--runs 5] [--folder FOLDER]
 */
const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '600' },
    runs: { type: 'string', default: '5' },
    folder: { type: 'string', default: os.tmpdir() },
  },
});
const folder = mkdtempSync(path.join(values.folder, 'inkling-bench-'));
const repository = 'bench/large-GGUF';
const file = 'large-Q8_0.gguf';
const megabytes = Number(values.megabytes);
let server;

try {
  writeModel(path.join(folder, 'hub', repository), megabytes);
  const once = path.join(folder, 'downloadOnce.mjs');
  await build({
    entryPoints: [path.join(root, 'test/bench/downloadOnce.ts')],
    outfile: once,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const url = await serve(path.join(folder, 'hub'));
  const address = `${url}/${repository}/resolve/main/${file}`;
  // The hub reads and hashes its file at the first request.
  execFileSync('curl', ['-sfLo', '/dev/null', address]);
  const rows = [];
  for (let run = 0; run < Number(values.runs); run += 1) {
    const target = path.join(folder, 'curl.gguf');
    const curl = seconds(() => execFileSync('curl', ['-sfLo', target, address]));
    const hash = seconds(() => execFileSync('sha256sum', [target]));
    rmSync(target);
    const models = path.join(folder, 'models');
    const out = execFileSync(process.execPath, [once, url, repository, file, models], { encoding: 'utf8' });
    rmSync(models, { recursive: true });
    rows.push({ curl, curlAndHash: curl + hash, inkling: JSON.parse(out).seconds });
    console.log(JSON.stringify(rounded(rows.at(-1))));
  }
  const medians = Object.fromEntries(
    ['curl', 'curlAndHash', 'inkling'].map((name) => [name, median(rows, name)]),
  );
  console.log(
    JSON.stringify({
      megabytes,
      runs: rows.length,
      medianSeconds: rounded(medians),
      throughputOverCurl: round(medians.curl / medians.inkling),
      throughputOverCurlAndHash: round(medians.curlAndHash / medians.inkling),
    }),
  );
} finally {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
}

function writeModel(place, count) {
  mkdirSync(place, { recursive: true });
  const handle = openSync(path.join(place, file), 'w');
  const block = randomBytes(1e6);
  block.write('GGUF');
  for (let written = 0; written < count; written += 1) writeSync(handle, block);
  closeSync(handle);
}

function serve(hubFolder) {
  server = spawn(process.execPath, [path.join(root, 'test/fakes/hub/serve.mjs'), '--dir', hubFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.stdout.setEncoding('utf8').once('data', (line) => resolve(line.trim()));
  });
}

function seconds(work) {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1000;
}

function median(rows, name) {
  const sorted = rows.map((row) => row[name]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function round(value) {
  return Math.round(value * 100) / 100;
}

function rounded(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)]));
}
