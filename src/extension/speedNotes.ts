import type { ModelRun } from '../model/modelRun';
import type { MachineNotebook } from '../model/fit/machineNotes';
import { noteSpeed, speedKey } from '../model/fit/speedBook';

/** An average moves slowly; writing it down more often than this tells nothing new. In milliseconds. */
const pauseMs = 5 * 60_000;

export interface SpeedNotesParts {
  /** The model in use, once it has run for a while. */
  readonly run: () => ModelRun | undefined;
  readonly notebook: Pick<MachineNotebook, 'update'>;
  /** See `machineIdentity`. */
  readonly machine: () => Promise<string>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly today: () => number;
  readonly noted: () => void;
}

/** Writes down how fast models have been here, so that pages and pickers say what was measured. */
export class SpeedNotes {
  readonly #parts: SpeedNotesParts;
  #lastFile: string | undefined;
  #lastAt = 0;

  constructor(parts: SpeedNotesParts) {
    this.#parts = parts;
  }

  /** A request was answered: there may be something to write down. */
  notice(): void {
    const run = this.#parts.run();
    if (run === undefined) return;
    const now = this.#parts.now();
    if (run.file === this.#lastFile && now - this.#lastAt < pauseMs) return;
    this.#lastFile = run.file;
    this.#lastAt = now;
    // Notes that can't be written are measured again; completing does not depend on them.
    void this.#write(run).then(this.#parts.noted, () => undefined);
  }

  /** The last word of a session. */
  async finish(): Promise<void> {
    const run = this.#parts.run();
    if (run !== undefined) await this.#write(run).catch(() => undefined);
  }

  async #write({ file, bytes, place, speed }: ModelRun): Promise<void> {
    const { notebook, machine, today } = this.#parts;
    const entry = {
      model: speedKey({ file, bytes }),
      machine: await machine(),
      place,
      at: today(),
      ...speed,
    };
    await notebook.update((notes) => ({ ...notes, speeds: noteSpeed(notes.speeds, entry) }));
  }
}
