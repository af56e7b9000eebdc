import { Worker } from 'node:worker_threads';

/** How long one case may hold the thread; real cases take milliseconds, so only an endless loop comes near. */
const patienceMs = 60_000;

/** Runs beside the tests. A thread in an endless loop can say nothing itself, so this one names the case and ends it. */
const code = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const cell = new Int32Array(workerData.shared);
let seen = -1;
setInterval(() => {
  const now = Atomics.load(cell, 0);
  if (now === seen && now > 0) {
    writeSync(2, '\\nThe case with seed ' + now + ' does not come to an end.\\n');
    process.kill(process.pid, 'SIGKILL');
  }
  seen = now;
}, workerData.patienceMs);
`;

export interface Watchdog {
  /** The case that begins now. */
  watch(seed: number): void;
  stop(): Promise<void>;
}

export function startWatchdog(): Watchdog {
  const shared = new SharedArrayBuffer(4);
  const cell = new Int32Array(shared);
  const worker = new Worker(code, { eval: true, workerData: { shared, patienceMs } });
  worker.unref();
  return {
    watch: (seed) => void Atomics.store(cell, 0, seed),
    stop: async () => {
      await worker.terminate();
    },
  };
}
