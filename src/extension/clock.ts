import type { Clock } from '../completion/ports';

/** The machine's monotonic clock. */
export const clock: Clock = {
  now: () => performance.now(),
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const stop = (): void => {
        cancel();
        reject(signal.reason);
      };
      const cancel = after(ms, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      signal.addEventListener('abort', stop, { once: true });
    }),
};

/** The shortest timer takes more than a millisecond; a turn of the event loop is what a pause of none asks for. */
function after(ms: number, act: () => void): () => void {
  if (ms <= 0) {
    const turn = setImmediate(act);
    return () => {
      clearImmediate(turn);
    };
  }
  const timer = setTimeout(act, ms);
  return () => {
    clearTimeout(timer);
  };
}
