/** Values that one side pushes and the other iterates. Ends or fails once; what was pushed before is still delivered. */
export class StreamQueue<Value> implements AsyncIterable<Value> {
  readonly #values: Value[] = [];
  #closed: { readonly error?: unknown } | undefined;
  #wake: () => void = () => undefined;

  push(value: Value): void {
    if (this.#closed) return;
    this.#values.push(value);
    this.#wake();
  }

  end(): void {
    this.#close({});
  }

  /** Delivers nothing more: what was pushed and not yet read is dropped. */
  fail(error: unknown): void {
    if (this.#closed) return;
    this.#values.length = 0;
    this.#close({ error });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value, void> {
    for (;;) {
      const value = this.#values.shift();
      if (value !== undefined) yield value;
      else if (this.#closed) break;
      else await this.#somethingHappens();
    }
    if ('error' in this.#closed) throw this.#closed.error;
  }

  #close(how: { readonly error?: unknown }): void {
    this.#closed ??= how;
    this.#wake();
  }

  #somethingHappens(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
