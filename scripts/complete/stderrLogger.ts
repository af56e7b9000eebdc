import type { Logger } from '../../src/completion/ports';

/** Warnings go to standard error; INKLING_LOG=debug shows the rest, without code. */
export const stderrLogger: Logger = {
  trace: () => undefined,
  debug: (message, fields) => {
    if (isVerbose) console.error(message, fields ?? '');
  },
  info: (message) => {
    if (isVerbose) console.error(message);
  },
  warn: (message) => {
    console.error(message);
  },
};

const isVerbose = process.env.INKLING_LOG === 'debug';
