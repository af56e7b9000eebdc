import path from 'node:path';

import type { Logger } from '../completion/ports';
import { findBundledModel } from '../model/bundledModel';
import { ModelError } from '../model/errors';
import type { ModelLifecycle } from '../model/modelLifecycle';
import { describeError } from './describeError';
import { isOvertaken } from './isOvertaken';
import { chosenModelFile } from './chosenModelFile';
import type { Refusal } from './status';

export interface ChoiceParts {
  readonly lifecycle: Pick<ModelLifecycle, 'state' | 'use'>;
  /** Where the model lies that comes with the extension. */
  readonly bundledFolder: string;
  readonly logger: Logger;
  /** The setting `inkling.model.path` as it is now. */
  written(): string;
  changed(): void;
}

/** Which model file is in use: the settings' one when it works, else the one before, else the bundled one. */
export class ModelChoice {
  readonly #parts: ChoiceParts;
  #refused: Refusal | undefined;
  #first: Promise<void> | undefined;
  #isStarting = true;
  /** One switch after the other: two at once would leave the choice to chance. */
  #last: Promise<void> = Promise.resolve();

  constructor(parts: ChoiceParts) {
    this.#parts = parts;
  }

  /** Until the settings' model has been tried for the first time. */
  get isStarting(): boolean {
    return this.#isStarting;
  }

  /** The settings' file that could not be used. */
  get refused(): Refusal | undefined {
    return this.#refused;
  }

  /** Tries the settings' model once; later calls wait for that. Never throws. */
  started(): Promise<void> {
    return (this.#first ??= this.follow());
  }

  /**
   * Obeys the setting `inkling.model.path`; '' is the bundled model. Never throws: a file that cannot be used is
   * `refused`, and the model that was there goes on.
   */
  follow(): Promise<void> {
    return this.#inTurn(async () => {
      const written = this.#parts.written();
      try {
        await this.#use(written);
        this.#refused = undefined;
      } catch (error) {
        if (isOvertaken(error)) return;
        this.#refused = refusal(written, error);
        this.#parts.logger.warn(this.#refused.message);
        await this.#fallBack();
      } finally {
        this.#isStarting = false;
        this.#parts.changed();
      }
    });
  }

  /** As `follow`, for a command: throws `ModelError` when the file cannot be used; the model that was there goes on. */
  choose(written: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#use(written);
      this.#refused = undefined;
      this.#parts.changed();
    });
  }

  async #use(written: string): Promise<void> {
    const file =
      written === '' ? await findBundledModel(this.#parts.bundledFolder) : chosenModelFile(written);
    if (file === undefined) {
      throw new ModelError(
        'absent',
        'This build of Inkling comes without a model.',
        'Run "Inkling: Select Model File…" and choose a GGUF file.',
      );
    }
    const { state } = this.#parts.lifecycle;
    const isInUse = state.kind !== 'absent' && state.kind !== 'failed' && state.file === file;
    if (!isInUse) await this.#parts.lifecycle.use(file);
  }

  /** With no model at all, the bundled one is better than none. */
  async #fallBack(): Promise<void> {
    const { kind } = this.#parts.lifecycle.state;
    if (kind !== 'absent' && kind !== 'failed') return;
    try {
      await this.#use('');
    } catch (error) {
      this.#parts.logger.warn(describeError(error));
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined); // the caller of the turn hears of it
    return turn;
  }
}

function refusal(written: string, error: unknown): Refusal {
  const file = path.basename(written);
  const message = error instanceof Error ? error.message : String(error);
  return {
    file: written,
    message: message.includes(file) ? message : `${file}: ${message}`,
    remedy: error instanceof ModelError ? error.remedy : 'Run "Inkling: Show Log" for more.',
  };
}
