import type { Clock } from '../../completion/ports';
import { Transient } from './transient';

/** The first pause after a failure; each next one is twice as long. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A server that wants to be left alone for longer is left to the user. The hub's own window is five minutes. */
const longestServerWaitMs = 10 * 60_000;
/** In a row, without a step forward: about two minutes of pauses. */
const mostAttempts = 8;

export interface Pause {
  readonly problem: Transient['problem'];
  readonly ms: number;
}

/**
 * Tries until it works, or until a failure is no `Transient`, or until nothing has moved for `mostAttempts` in a row.
 * @param mark how far the work has come: a new high starts the counting again.
 * @throws the last problem; `signal.reason`.
 */
export async function persist<T>(
  work: () => Promise<T>,
  { clock, mark = () => 0, onPause }: { clock: Clock; mark?: () => number; onPause: (pause: Pause) => void },
  signal: AbortSignal,
): Promise<T> {
  let best = mark();
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      if (mark() > best) {
        best = mark();
        failures = 1;
      }
      const ms = Math.max(error.waitMs ?? 0, Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)));
      if (failures >= mostAttempts || ms > longestServerWaitMs) throw error.problem;
      onPause({ problem: error.problem, ms });
      await clock.delay(ms, signal);
    }
  }
}
