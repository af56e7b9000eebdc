/** One task at a time, and the latest counts: it aborts the one at work, waits until that has settled, and begins. */
export class LatestTask {
  #controller = new AbortController();
  #settled: Promise<void> = Promise.resolve();

  /** Throws what the task throws; an AbortError when a later one overtook it. */
  async run(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const done = this.#settled.then(() => {
      controller.signal.throwIfAborted();
      return task(controller.signal);
    });
    this.#settled = done.catch(() => undefined);
    await done;
  }

  /** Aborts the task at work and resolves when it has settled. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#settled;
  }
}
