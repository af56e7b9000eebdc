import type { Clock } from '../../src/completion/ports';

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** A clock that stands still until a test turns it. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  /** How many delays are waiting. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  delay(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const giveUp = (): void => {
        this.#timers.delete(timer);
        reject(signal.reason);
      };
      const timer: Timer = {
        dueAt: this.#now + ms,
        fire: () => {
          this.#timers.delete(timer);
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      this.#timers.add(timer);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Turns the clock to the next delay that is due, if there is one, and lets it go on. */
  async next(): Promise<boolean> {
    const [next] = this.#inOrder();
    if (!next) return false;
    this.#now = Math.max(this.#now, next.dueAt);
    next.fire();
    await quiet();
    return true;
  }

  /** Turns the clock; delays fire in the order in which they are due, each with its consequences. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#inOrder();
      if (!next || next.dueAt > until) break;
      await this.next();
    }
    this.#now = until;
    await quiet();
  }

  #inOrder(): readonly Timer[] {
    return [...this.#timers].sort((a, b) => a.dueAt - b.dueAt);
  }
}

/** Resolves when all promises that can go on by themselves have done so. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
