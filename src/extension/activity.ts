/** Shorter work is not worth a flicker in the status bar; in milliseconds. */
const worthShowingMs = 300;

/** Whether a request has been under way for so long that the user should see it. */
export class Activity {
  readonly #changed: () => void;
  #underWay = 0;
  #isThinking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isThinking(): boolean {
    return this.#isThinking;
  }

  /** A request has begun; dispose of the result once when it ends, however it ends. */
  begin(): { dispose(): void } {
    this.#underWay += 1;
    this.#timer ??= setTimeout(() => {
      this.#show(true);
    }, worthShowingMs);
    return {
      dispose: () => {
        this.#underWay -= 1;
        if (this.#underWay === 0) this.dispose();
      },
    };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isThinking) this.#show(false);
  }

  #show(isThinking: boolean): void {
    this.#isThinking = isThinking;
    this.#changed();
  }
}
