import { Worker } from 'node:worker_threads';

/** Memory as threads see it that do nothing but read it, in bytes a second. */
export interface Bandwidth {
  /** Of a buffer as large as what one token reads: a small model lives in the processor's cache. */
  readonly likeWeights: number;
  /** Of a buffer that no cache holds. */
  readonly memory: number;
  /** Writing as well: a[i] = b[i] + s * c[i] over arrays that no cache holds (McCalpin, STREAM). */
  readonly triad: number;
}

/** Larger than any cache of a machine that people write code on. */
const uncachedBytes = 192 * 1024 * 1024;
const sliceMs = 60;

/**
 * Reads through the C library's search for a byte that is not there, which reads 16 to 32 bytes an instruction. Each of
 * the threads has its own part of the buffer.
 */
export async function measureBandwidth(weightBytes: number, threads: number): Promise<Bandwidth> {
  const total = async (kind: 'read' | 'triad', bytes: number): Promise<number> => {
    const each = Array.from({ length: threads }, () => one(kind, Math.ceil(bytes / threads)));
    return (await Promise.all(each)).reduce((sum, rate) => sum + rate, 0);
  };
  return {
    likeWeights: await total('read', weightBytes),
    memory: await total('read', uncachedBytes),
    triad: await total('triad', uncachedBytes),
  };
}

function one(kind: 'read' | 'triad', bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { kind, bytes, sliceMs } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Plain JavaScript, because a worker starts from text. The best of a few passes: physics has no bad moments. */
const program = `
const { parentPort, workerData: { kind, bytes, sliceMs } } = require('node:worker_threads');
function reader() {
  const buffer = Buffer.alloc(bytes, 1);
  const passes = Math.max(1, Math.floor(32e6 / bytes));
  return () => {
    let found = 0;
    for (let pass = 0; pass < passes; pass += 1) found += buffer.indexOf(0);
    if (found !== -passes) throw new Error('the memory changed');
    return bytes * passes;
  };
}
function triad() {
  const length = Math.floor(bytes / 3 / 8);
  const [a, b, c] = [1, 2, 3].map((value) => new Float64Array(length).fill(value));
  return () => {
    for (let i = 0; i < length; i += 1) a[i] = b[i] + 0.5 * c[i];
    return length * 3 * 8;
  };
}
const pass = kind === 'read' ? reader() : triad();
let best = 0;
const until = performance.now() + sliceMs;
for (let turn = 0; turn < 4 || performance.now() < until; turn += 1) {
  const started = performance.now();
  const moved = pass();
  best = Math.max(best, (moved / (performance.now() - started)) * 1000);
}
parentPort.postMessage(best);
`;
