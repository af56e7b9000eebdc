import { Worker } from 'node:worker_threads';

/** Larger than any cache of a machine that people write code on. */
const uncachedBytes = 192 * 1024 * 1024;
const sliceMs = 60;

/**
 * Reading and writing memory as so many threads do it that do nothing else, in bytes a second: a[i] = b[i] + s * c[i]
 * over arrays that no cache holds (McCalpin, STREAM). Each has its own part of them.
 */
export async function measureTriad(threads: number): Promise<number> {
  const each = Array.from({ length: threads }, () => one(Math.ceil(uncachedBytes / threads)));
  return (await Promise.all(each)).reduce((sum, rate) => sum + rate, 0);
}

function one(bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { bytes, sliceMs } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Plain JavaScript, because a worker starts from text. The best of a few passes: physics has no bad moments. */
const program = `
const { parentPort, workerData: { bytes, sliceMs } } = require('node:worker_threads');
const length = Math.floor(bytes / 3 / 8);
const [a, b, c] = [1, 2, 3].map((value) => new Float64Array(length).fill(value));
let best = 0;
const until = performance.now() + sliceMs;
for (let turn = 0; turn < 4 || performance.now() < until; turn += 1) {
  const started = performance.now();
  for (let i = 0; i < length; i += 1) a[i] = b[i] + 0.5 * c[i];
  best = Math.max(best, ((length * 3 * 8) / (performance.now() - started)) * 1000);
}
parentPort.postMessage(best);
`;
