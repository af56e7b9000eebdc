import { setTimeout as sleep } from 'node:timers/promises';

const askAgainMs = 40;
/** A machine that is busy with other things must not look like a fault. */
export const patienceMs = 90_000;

/**
 * Asks until the answer is neither undefined, null, false nor '', and returns it.
 * Throws, with `what` was awaited and the last error, after `withinMs`.
 */
export async function eventually(what, ask, withinMs = patienceMs) {
  const deadline = Date.now() + withinMs;
  let cause;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false && answer !== '') return answer;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain: ${what}`, { cause });
    await sleep(askAgainMs);
  }
}
