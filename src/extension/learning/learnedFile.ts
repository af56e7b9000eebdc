import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

import { nothingLearned, parseTaste, tasteText } from '../../completion/acceptance/tasteData';
import type { TasteData } from '../../completion/acceptance/tasteData';
import type { Logger } from '../../completion/ports';
import { waitForLock } from '../../model/store/fileLock';
import { replaceFile } from '../../model/store/replaceFile';

/** Another window writes a few hundred bytes; in milliseconds. */
const lockPollMs = 30;
const never = new AbortController().signal;

/** Where what was learned is kept between sessions, for all windows. */
export class LearnedFile {
  readonly #file: string;
  readonly #logger: Logger;

  constructor(file: string, logger: Logger) {
    this.#file = file;
    this.#logger = logger;
  }

  /** Nothing where there is no file. One that cannot be read stays beside, for who knows what to do with it. */
  async read(): Promise<TasteData> {
    const text = await readFile(this.#file, 'utf8').catch(() => undefined);
    if (text === undefined) return nothingLearned;
    const data = parseTaste(text);
    if (data) return data;
    const aside = `${this.#file}.${Date.now()}.damaged`;
    await rename(this.#file, aside);
    this.#logger.warn(
      `What was learned of completions can't be read; it begins anew. The old file is ${aside}.`,
    );
    return nothingLearned;
  }

  /** Writes what `change` makes of what is there; no other window writes meanwhile. */
  async change(change: (data: TasteData) => TasteData): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    const lock = await waitForLock(`${this.#file}.lock`, lockPollMs, never);
    try {
      await replaceFile(this.#file, tasteText(change(await this.read())));
    } finally {
      await lock.release();
    }
  }
}
