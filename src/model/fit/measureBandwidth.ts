import { Worker } from 'node:worker_threads';

/** Larger than any cache of a machine that people write code on. */
const uncachedBytes = 192 * 1024 * 1024;
const sliceMs = 150;

/**
 * How fast so many threads read memory that no cache holds, each its own part of a buffer, in bytes a second. They read
 * through the C library's search for a byte that is not there, which reads 16 to 32 bytes an instruction.
 */
export async function measureBandwidth(threads: number, signal: AbortSignal): Promise<number> {
  const bytes = Math.ceil(uncachedBytes / threads);
  const rates = await Promise.all(Array.from({ length: threads }, () => readOnOneThread(bytes, signal)));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

function readOnOneThread(bytes: number, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(program, { eval: true, workerData: { bytes, sliceMs } });
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
const { parentPort, workerData: { bytes, sliceMs } } = require('node:worker_threads');
const buffer = Buffer.alloc(bytes, 1);
let best = 0;
const until = performance.now() + sliceMs;
for (let turn = 0; turn < 3 || performance.now() < until; turn += 1) {
  const started = performance.now();
  if (buffer.indexOf(0) !== -1) throw new Error('the memory changed');
  best = Math.max(best, (bytes / (performance.now() - started)) * 1000);
}
parentPort.postMessage(best);
`;
