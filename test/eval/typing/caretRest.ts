import type { Clock } from '../../../src/completion/ports';
import type { EditorText } from './editorText';

export type Resting = (text: EditorText, signal: AbortSignal) => Promise<void>;

/** As in the extension: a caret that stays this long is where somebody reads. In milliseconds. */
const restMs = 400;

/** Tells where the caret rests; its next move ends what came of that. */
export class CaretRest {
  readonly #clock: Clock;
  readonly #resting: Resting | undefined;
  #rest = new AbortController();

  constructor(clock: Clock, resting: Resting | undefined) {
    this.#clock = clock;
    this.#resting = resting;
  }

  moved(text: EditorText): void {
    this.left();
    const resting = this.#resting;
    if (!resting) return;
    const { signal } = (this.#rest = new AbortController());
    this.#clock
      .delay(restMs, signal)
      .then(() => resting(text, signal))
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
  }

  left(): void {
    this.#rest.abort(new Error('The caret has moved.'));
  }
}
