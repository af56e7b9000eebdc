import type { Running } from './generation/sharedGeneration';
import type { Proposal } from './memory/proposal';
import type { Moment } from './moment';
import type { Clock } from './ports';
import type { Presenter, Written } from './presenter';
import type { Completion } from './request';

/** With the first one: as many as a person compares. */
const most = 3;

/** The model's beginnings that are tried: its own, then the second likeliest and so on; some of them come to the same. */
const ranks: readonly number[] = [0, 1, 2, 3];

/**
 * How long a first completion that is not on the screen yet waits for the others, in milliseconds: VS Code shows the
 * answers to one request together. Below what a person takes for a delay of their own key.
 */
const patienceMs = 150;

export interface Sources {
  readonly proposal: Proposal | undefined;
  /** The model's answer that begins with its so-many-th choice; undefined where there is no model to ask. */
  readonly write: ((rank: number, signal: AbortSignal) => Promise<Running>) | undefined;
}

/** Other completions for a place, for somebody who asked by hand: from the memory and from other beginnings of the model. */
export class Alternatives {
  readonly #clock: Clock;
  readonly #presenter: Presenter;

  constructor(clock: Clock, presenter: Presenter) {
    this.#clock = clock;
    this.#presenter = presenter;
  }

  /** Those beside `first`, best first. Throws `signal.reason`, and `ModelError` when the model is broken. */
  async gather(
    moment: Moment,
    first: Completion,
    { proposal, write }: Sources,
    signal: AbortSignal,
  ): Promise<readonly Completion[]> {
    signal.throwIfAborted();
    const shown: Completion[] = [first];
    const take = async (written: Written): Promise<void> => {
      if (shown.length === most) return;
      const other = await this.#presenter.presentOther(moment, written, shown, signal);
      if (other) shown.push(other);
    };
    if (proposal) await take({ raw: proposal.text, ended: 'model', source: 'memory', confidence: 0 });
    if (write) {
      const waiting = new Waiting(signal);
      // What is on the screen already can wait.
      if (first.source !== 'cache') waiting.endAfter(patienceMs, this.#clock);
      try {
        for (const rank of ranks) {
          if (shown.length === most) break;
          const { text, ended } = await (await write(rank, waiting.signal)).result(waiting.signal);
          await take({ raw: text, ended, source: 'model', confidence: 0 });
        }
      } catch (error) {
        if (signal.aborted || !waiting.signal.aborted) throw error;
      } finally {
        waiting.end();
      }
    }
    for (const text of proposal?.others ?? [])
      await take({ raw: text, ended: 'model', source: 'memory', confidence: 0 });
    return shown.slice(1);
  }
}

/** Ends with the request, or before it. */
class Waiting {
  readonly #controller = new AbortController();
  readonly #request: AbortSignal;

  constructor(request: AbortSignal) {
    this.#request = request;
    request.addEventListener('abort', this.end, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  endAfter(ms: number, clock: Clock): void {
    clock.delay(ms, this.signal).then(this.end, () => {
      // Ended before.
    });
  }

  readonly end = (): void => {
    this.#request.removeEventListener('abort', this.end);
    this.#controller.abort(this.#request.reason);
  };
}
