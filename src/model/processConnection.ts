import type { Connection } from './connection';

/** The side that was forked. Closes when the parent is gone, whatever ended it. */
export function processConnection(): Connection {
  let closed = false;
  let closeListener: (reason: string) => void = () => undefined;
  const close = (reason: string): void => {
    if (closed) return;
    closed = true;
    closeListener(reason);
  };
  process.on('disconnect', () => {
    close('the parent has gone');
  });
  return {
    send: (message) => {
      // The callback takes the error of a line that breaks just now; without it Node would throw.
      if (!closed && process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
    onClose: (listener) => {
      closeListener = listener;
    },
    close: () => {
      if (process.connected) process.disconnect();
    },
  };
}
