import { answerOf, type Fate } from '../../completion/acceptance/answerOf';
import { nothingLearned } from '../../completion/acceptance/tasteData';
import type { TasteData } from '../../completion/acceptance/tasteData';
import type { Taste } from '../../completion/acceptance/taste';
import type { Logger } from '../../completion/ports';
import type { Features } from '../../completion/request';
import { describeError } from '../describeError';
import type { Shown } from '../ghostText';
import type { LearnedFile } from './learnedFile';

/** Answers come in bursts; a file for each of them would be waste. In milliseconds. */
const restMs = 5_000;

export interface LearningParts {
  readonly taste: Taste;
  readonly file: Pick<LearnedFile, 'read' | 'change'>;
  readonly isOn: () => boolean;
  readonly logger: Logger;
}

/** What became of the shown completions goes to the acceptance model, and what that has learned to the disk. */
export class Learning {
  readonly #parts: LearningParts;
  /** What this window has learned and not yet written. */
  #answers: readonly { readonly features: Features; readonly isAccepted: boolean }[] = [];
  #answered: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void>;

  constructor(parts: LearningParts) {
    this.#parts = parts;
    this.#writing = this.#exchange();
  }

  /** One answer for each completion: the words of it that were accepted are one. */
  noteFate(fate: Fate, { features, id, atMs }: Shown, nowMs: number): void {
    const answer = answerOf(fate, nowMs - atMs);
    if (!answer || !features || !this.#parts.isOn() || this.#answered === id) return;
    const isAccepted = answer === 'accepted';
    this.#answered = id;
    this.#parts.taste.learn(features, isAccepted);
    this.#answers = [...this.#answers, { features, isAccepted }];
    this.#timer ??= setTimeout(() => void this.save(), restMs);
  }

  async forget(): Promise<void> {
    await this.#writing;
    this.#answers = [];
    this.#parts.taste.replace(nothingLearned);
    await this.#parts.file.change(() => nothingLearned);
  }

  /** Resolves when all is on the disk. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#exchange());
    return this.#writing;
  }

  /** Another window may have written meanwhile: this one's answers are learned on top of what is there. */
  async #exchange(): Promise<void> {
    const { taste, file, logger } = this.#parts;
    try {
      if (this.#answers.length === 0) {
        this.#goOnFrom(await file.read());
        return;
      }
      let written = 0;
      await file.change((data) => {
        written = this.#answers.length;
        this.#goOnFrom(data);
        return taste.data;
      });
      this.#answers = this.#answers.slice(written);
    } catch (error) {
      // The answers wait for the next time.
      logger.warn(`What was learned of completions can't be kept: ${describeError(error)}`);
    }
  }

  #goOnFrom(data: TasteData): void {
    const { taste } = this.#parts;
    taste.replace(data);
    for (const { features, isAccepted } of this.#answers) taste.learn(features, isAccepted);
  }
}
