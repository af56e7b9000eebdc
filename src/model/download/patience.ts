import type { Clock } from '../../completion/ports';
import { ModelError } from '../errors';
import { Transient } from './transient';

/** The hub answers in a tenth of a second; a proxy that looks for viruses takes longer. */
export const answerMs = 30_000;

/**
 * A signal that aborts when `signal` does, or when nothing was heard for `ms`. Call `heard()` at each sign of life and
 * `end()` when done.
 */
export interface Patience {
  readonly signal: AbortSignal;
  heard(): void;
  end(): void;
}

export function patience(ms: number, host: string, clock: Clock, signal: AbortSignal): Patience {
  const limited = new AbortController();
  const stop = (): void => {
    limited.abort(signal.reason);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const over = new AbortController();
  let heardAt = clock.now();
  const watch = async (): Promise<void> => {
    for (let left = ms; left > 0; left = heardAt + ms - clock.now()) await clock.delay(left, over.signal);
    limited.abort(new Transient(stalled(host, ms)));
  };
  // Ends by `over` when the wait was worth it.
  watch().catch(() => undefined);
  return {
    signal: limited.signal,
    heard: () => {
      heardAt = clock.now();
    },
    end: () => {
      signal.removeEventListener('abort', stop);
      over.abort();
    },
  };
}

function stalled(host: string, ms: number): ModelError {
  return new ModelError(
    'no-connection',
    `${host} has sent nothing for ${Math.round(ms / 1000)} seconds.`,
    'Check the network; what has arrived is kept, and a resume goes on from there.',
  );
}
