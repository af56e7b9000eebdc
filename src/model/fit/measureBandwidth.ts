import { Worker } from 'node:worker_threads';

/** Larger than any cache of a machine that people write code on. */
const uncachedBytes = 192 * 1024 * 1024;
const sliceMs = 150;

/** A pass over a small buffer is over before a clock can tell; so much is read between two looks at it. */
const passBytes = 32e6;

/**
 * How fast so many threads read memory, each its own part of a buffer, in bytes a second; unless told otherwise a buffer
 * that no cache holds. They read through the C library's search for a byte that is not there, which reads 16 to 32 bytes
 * an instruction.
 */
export async function measureBandwidth(
  threads: number,
  signal: AbortSignal,
  bufferBytes = uncachedBytes,
): Promise<number> {
  const bytes = Math.ceil(bufferBytes / threads);
  const rates = await Promise.all(Array.from({ length: threads }, () => readOnOneThread(bytes, signal)));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

function readOnOneThread(bytes: number, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(program, { eval: true, workerData: { bytes, sliceMs, passBytes } });
    const abort = (): void => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    worker.once('message', (rate: unknown) => {
      signal.removeEventListener('abort', abort);
      resolve(Number(rate));
    });
    worker.once('error', reject);
  });
}

/** Plain JavaScript, because a worker starts from text. The best pass counts: what the memory can do when it is let. */
const program = `
const { parentPort, workerData: { bytes, sliceMs, passBytes } } = require('node:worker_threads');
const buffer = Buffer.alloc(bytes, 1);
const passes = Math.max(1, Math.floor(passBytes / bytes));
let best = 0;
const until = performance.now() + sliceMs;
for (let turn = 0; turn < 3 || performance.now() < until; turn += 1) {
  const started = performance.now();
  let found = 0;
  for (let pass = 0; pass < passes; pass += 1) found += buffer.indexOf(0);
  if (found !== -passes) throw new Error('the memory changed');
  best = Math.max(best, ((bytes * passes) / (performance.now() - started)) * 1000);
}
parentPort.postMessage(best);
`;
