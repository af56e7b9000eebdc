import { chooseWritten } from './chooseWritten';
import type { Running } from './generation/sharedGeneration';
import type { Proposal } from './memory/proposal';
import type { Moment } from './moment';
import type { Clock } from './ports';
import type { Presenter } from './presenter';
import type { Completion } from './request';
import { Trace } from './trace';

/** Lines of a stream that are shown while it goes on. */
interface Open {
  readonly moment: Moment;
  readonly running: Running;
  readonly proposal: Proposal | undefined;
  readonly shown: Completion;
  /** How much of the stream's text has been looked at. */
  readonly length: number;
}

/**
 * What a stream writes behind the lines that are shown already. As long as somebody follows it, it goes on, and each further
 * line is judged as the first ones were and goes to the cache: who accepts them, or types them, finds it there.
 */
export class StreamedRest {
  readonly #clock: Clock;
  readonly #presenter: Presenter;
  #open: Open | undefined;

  constructor(clock: Clock, presenter: Presenter) {
    this.#clock = clock;
    this.#presenter = presenter;
  }

  /** `shown` are the first lines of what is running. */
  open(moment: Moment, running: Running, proposal: Proposal | undefined, shown: Completion): void {
    // The request's own story has ended.
    const trace = new Trace(moment.request.id, this.#clock);
    this.#open = { moment: { ...moment, trace }, running, proposal, shown, length: shown.text.length };
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Another text is on the screen. */
  close(): void {
    this.#open = undefined;
  }

  /** Resolves when the stream has ended. Throws `signal.reason`, and what the stream throws. */
  async follow(signal: AbortSignal): Promise<void> {
    while (this.#open) {
      const { moment, running, proposal, shown, length } = this.#open;
      const generated = await running.result(signal, (lines) => lines.length > length);
      const written = await chooseWritten(moment, generated, proposal, running.joined);
      const grown = written && (await this.#presenter.presentGrown(moment, written, shown, signal));
      signal.throwIfAborted();
      const goesOn = written?.ended === 'running';
      this.#open = goesOn
        ? { moment, running, proposal, shown: grown ?? shown, length: generated.text.length }
        : undefined;
      // Behind a line that is too uncertain to be shown nothing is worth writing.
      if (!goesOn) running.stop();
    }
  }
}
