import type { Clock } from '../../../src/completion/ports';

/** Stands: nothing that is bounded in time runs out of it, so each run of a hole is the same. Only a pause of no length ends. */
export const standingClock: Clock = {
  now: () => 0,
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (ms === 0) {
        resolve();
        return;
      }
      signal.addEventListener(
        'abort',
        () => {
          reject(signal.reason);
        },
        { once: true },
      );
    }),
};
