import type { BatchProgress } from './runBatch';

/** Often enough for a person who watches, seldom enough for a log file. */
const everyMs = { terminal: 250, file: 10_000 };

/** Says on standard error how far a batch is; `quiet` says nothing. */
export function reportProgress(quiet: boolean): {
  readonly tell: (progress: BatchProgress) => void;
  readonly end: (progress: BatchProgress) => void;
} {
  if (quiet) return { tell: () => undefined, end: () => undefined };
  const isTerminal = process.stderr.isTTY;
  const startedAt = performance.now();
  let toldAt = startedAt;
  const say = ({ rows, completions, errors }: BatchProgress, end: string): void => {
    const perSecond = (rows * 1000) / (performance.now() - startedAt);
    const text = `${rows} rows, ${completions} completions, ${errors} errors, ${perSecond.toFixed(1)} rows/s`;
    process.stderr.write(isTerminal ? `\r\x1b[2K${text}${end}` : `${text}\n`);
  };
  return {
    tell: (progress) => {
      if (performance.now() - toldAt < (isTerminal ? everyMs.terminal : everyMs.file)) return;
      toldAt = performance.now();
      say(progress, '');
    },
    end: (progress) => {
      say(progress, '\n');
    },
  };
}
