import type { FimFormat } from '../completion/ports';
import type { ModelError } from './errors';

/** What the status bar says about the model. */
export type ModelState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'loading'; readonly file: string; /** 0 to 1. */ readonly progress: number }
  | {
      readonly kind: 'ready';
      readonly file: string;
      readonly name: string;
      readonly fim: FimFormat;
      /** What the format was taken from, to be shown; '' when nobody told. */
      readonly family?: string;
      readonly contextTokens: number;
      /** Of the weights' file. */
      readonly bytes: number;
      /** What runs where, in sentences. */
      readonly where: string;
      /** What the settings ask for and the model does without, and why: sentences, or ''. */
      readonly trouble: string;
    }
  /** Unloaded to save memory; loads on demand. */
  | { readonly kind: 'idle'; readonly file: string }
  | { readonly kind: 'failed'; readonly file: string; readonly error: ModelError }
  | { readonly kind: 'restarting'; readonly file: string; readonly attempt: number; readonly inMs: number };

/** The state of now, and who wants to know of the next. */
export class StateCell {
  readonly #listeners = new Set<(state: ModelState) => void>();
  #state: ModelState = { kind: 'absent' };

  get state(): ModelState {
    return this.#state;
  }

  set(state: ModelState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  listen(listener: (state: ModelState) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Resolves with the next change; throws `signal.reason` when aborted before it. */
  async next(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    let leave: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => {
          reject(signal.reason);
        };
        const listening = this.listen(() => {
          resolve();
        });
        signal.addEventListener('abort', abort);
        leave = (): void => {
          listening.dispose();
          signal.removeEventListener('abort', abort);
        };
      });
    } finally {
      leave();
    }
  }
}
