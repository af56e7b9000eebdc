import { Worker } from 'node:worker_threads';

import type { FromWorker, ToWorker } from '../project/messages';
import type { WorkerLine } from '../project/projectIndexer';

/** A thread may take long to end while it saves; after this it has had its chance, in milliseconds. */
const patienceMs = 2_000;

/** Starts the index's thread from its bundle. `folder` is where it keeps what it has learned. */
export function startIndexThread(workerFile: string, folder: string | undefined): WorkerLine {
  const worker = new Worker(workerFile, { workerData: folder, name: 'inkling-index' });
  let listener: (message: FromWorker | undefined) => void = () => undefined;
  const end = (): void => {
    listener(undefined);
  };
  worker.on('message', (message: FromWorker) => {
    listener(message);
  });
  worker.on('error', end);
  worker.on('exit', end);
  // The editor must not wait for a thread that only reads.
  worker.unref();
  return {
    post: (message, transfer) => {
      worker.postMessage(message, [...transfer]);
    },
    onMessage: (each) => {
      listener = each;
    },
    stop: () => {
      worker.postMessage({ kind: 'stop' } satisfies ToWorker);
      setTimeout(() => void worker.terminate(), patienceMs).unref();
    },
  };
}
