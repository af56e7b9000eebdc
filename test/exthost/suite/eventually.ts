import { setTimeout as sleep } from 'node:timers/promises';

const askAgainMs = 50;

/**
 * Asks until the answer is something other than undefined or false, and returns it.
 * Throws, with `what` was awaited, after `withinMs`.
 */
export async function eventually<T>(
  what: string | (() => string),
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) {
      throw new Error(`Waited ${withinMs / 1000} s in vain: ${typeof what === 'string' ? what : what()}`);
    }
    await sleep(askAgainMs);
  }
}
