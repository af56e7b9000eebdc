import type { Clock } from '../ports';
import type { Completion, CompletionRequest, CompletionSettings } from '../request';
import { acceptedAll, thenEnter } from './imagined';

/** Completes as for a real request, but tells nobody: what it finds goes to the cache. */
export type Imagine = (
  request: CompletionRequest,
  settings: CompletionSettings,
  signal: AbortSignal,
) => Promise<Completion | undefined>;

/**
 * While the user reads what is shown, prepares what comes next: the rest of it where the model still writes, then the
 * completion on the next line, or behind what is shown where the line goes on. At most one such work runs, and it ends
 * when a request comes that it does not answer.
 */
export class Anticipation {
  readonly #clock: Clock;
  readonly #imagine: Imagine;
  readonly #rest: (signal: AbortSignal) => Promise<void>;
  #work = new AbortController();
  /** The document that is being prepared, when all of the completion is accepted. */
  #wished: CompletionRequest | undefined;

  /** `rest` resolves when what is shown is all that the model has to say of it. */
  constructor(clock: Clock, imagine: Imagine, rest: (signal: AbortSignal) => Promise<void>) {
    this.#clock = clock;
    this.#imagine = imagine;
    this.#rest = rest;
  }

  /** A completion is on the screen. Typing through it wishes for the same document, whose preparation goes on. */
  shown(request: CompletionRequest, completion: Completion, settings: CompletionSettings): void {
    const wished = acceptedAll(request, completion, this.#clock.now());
    if (this.#wished && isSamePlace(wished, this.#wished)) return;
    this.stop();
    this.#wished = wished;
    this.#work = new AbortController();
    this.#prepare(wished, settings, this.#work.signal).catch(() => {
      // A request ended it, or the model is broken: then the next request says so.
    });
  }

  /** A request came that what is being prepared does not answer. */
  stop(): void {
    this.#wished = undefined;
    this.#work.abort();
  }

  async #prepare(
    wished: CompletionRequest,
    settings: CompletionSettings,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#rest(signal);
    if (settings.without?.includes('ahead')) return;
    // Nobody is asked behind a line that was accepted to its end: not before Enter.
    await this.#imagine(thenEnter(wished, this.#clock.now()) ?? wished, settings, signal);
  }
}

function isSamePlace(a: CompletionRequest, b: CompletionRequest): boolean {
  return a.offset === b.offset && a.snapshot.uri === b.snapshot.uri && a.snapshot.text === b.snapshot.text;
}
