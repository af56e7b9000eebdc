import { parentPort, workerData } from 'node:worker_threads';

import { Librarian } from './librarian';
import type { FromWorker, ToWorker } from './messages';
import { ShelfStore } from './shelfStore';

/** The worker's thread: one message after the other. `workerData` is the folder to keep the shelves in, or undefined. */
const folder: unknown = workerData;
const port = parentPort;
if (port) {
  const store = typeof folder === 'string' ? new ShelfStore(folder) : undefined;
  const librarian = new Librarian(store, (message) => {
    port.postMessage(message);
  });
  let work = librarian.start().catch(() => undefined); // what cannot be read is learned again
  port.on('message', (message: ToWorker) => {
    work = work
      .then(() => (message.kind === 'stop' ? process.exit() : librarian.obey(message)))
      .catch(tellTrouble);
  });
}

/** A full disk, for one: what is learned is of use all the same. */
function tellTrouble(error: unknown): void {
  port?.postMessage({ kind: 'trouble', message: String(error) } satisfies FromWorker);
}
