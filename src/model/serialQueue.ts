/** One at a time, first come first served. A waiter that gives up leaves at once and keeps nobody waiting. */
export class SerialQueue {
  #busy = false;
  readonly #waiting: (() => void)[] = [];

  /** Resolves to the function that lets the next one in. Throws `signal.reason` when aborted before its turn. */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#busy) await this.#turn(signal);
    this.#busy = true;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#next();
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(enter);
    });
  }

  /** Stays busy when somebody waits: a newcomer must not slip in before the waiter's promise is seen. */
  #next(): void {
    const enter = this.#waiting.shift();
    if (enter) enter();
    else this.#busy = false;
  }
}
