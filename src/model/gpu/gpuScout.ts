import type { Gpu } from '../fit/machine';
import type { GpuAnswer } from './gpuAnswer';
import { backendNames, backendsFor } from './gpuBackend';
import type { GpuBackend, GpuChoice } from './gpuBackend';
import { noteAnswer, recallAnswer } from './gpuNotes';
import type { GpuNote } from './gpuNotes';

export interface GpuScoutParts {
  readonly platform: NodeJS.Platform;
  /** See `askGpu`. */
  readonly ask: (backend: GpuBackend, signal: AbortSignal) => Promise<GpuAnswer>;
  /** What tells the engine's package for a back-end from another one; undefined when it is not installed. */
  readonly engineFor: (backend: GpuBackend) => Promise<string | undefined>;
  /** See `driverFingerprint`. */
  readonly drivers: () => Promise<string>;
  readonly notes: {
    read(): Promise<readonly GpuNote[]>;
    update(change: (notes: readonly GpuNote[]) => readonly GpuNote[]): Promise<void>;
  };
  /** Milliseconds since 1970. */
  readonly today: () => number;
  /** A card was found after `find` had to answer without it. */
  readonly found: () => void;
}

/** The back-ends worth a try, best first, and why others are not although the user wants them. */
export interface GpuFindings {
  readonly usable: readonly GpuBackend[];
  readonly refused: ReadonlyMap<GpuBackend, string>;
}

export const noGraphics: GpuFindings = { usable: [], refused: new Map() };

export interface BackendReport {
  readonly backend: GpuBackend;
  /** Whether the engine's package for it is here. */
  readonly isInstalled: boolean;
  /** Undefined: not asked yet. */
  readonly answer: GpuAnswer | undefined;
}

/** Finds out what can drive the graphics card, once for each driver and engine; the answers are kept. */
export class GpuScout {
  readonly #parts: GpuScoutParts;
  readonly #stopping = new AbortController();
  #asking: Promise<void> | undefined;

  constructor(parts: GpuScoutParts) {
    this.#parts = parts;
  }

  /** From what is known. What is not known yet is asked in the background: a driver must not keep a model waiting. */
  async find(choice: GpuChoice): Promise<GpuFindings> {
    const reports = await this.#known(choice);
    const unknown = reports.filter(({ answer }) => answer === undefined).map(({ backend }) => backend);
    if (unknown.length > 0) this.#askLater(unknown);
    const usable = reports.filter(({ answer }) => answer?.kind === 'works').map(({ backend }) => backend);
    const refused = reports.flatMap(({ backend, answer }): [GpuBackend, string][] => {
      if (answer === undefined || answer.kind === 'works') return [];
      // What 'auto' does not find, nobody has asked for by name.
      return answer.kind === 'broke' || choice !== 'auto' ? [[backend, answer.why]] : [];
    });
    return { usable, refused: new Map(refused) };
  }

  /** Each back-end of this system with its answer of now; one that broke is asked again when something has changed. */
  async ask(signal: AbortSignal): Promise<readonly BackendReport[]> {
    await this.#asking;
    for (const { backend, answer } of await this.#known('auto')) {
      if (answer?.kind !== 'broke') await this.#askAndNote(backend, signal);
    }
    return this.report();
  }

  /** What is known of each back-end of this system. */
  report(): Promise<readonly BackendReport[]> {
    return this.#known('auto');
  }

  /** The cards that are known to work. */
  async gpus(): Promise<readonly Gpu[]> {
    return (await this.report()).flatMap(({ answer }) => (answer?.kind === 'works' ? [answer.gpu] : []));
  }

  /** Asks a back-end again, whatever it has done before: its engine is new. */
  async askAgain(backend: GpuBackend, signal: AbortSignal): Promise<GpuAnswer> {
    await this.#asking;
    return this.#askAndNote(backend, signal);
  }

  dispose(): void {
    this.#stopping.abort();
  }

  async #known(choice: GpuChoice): Promise<readonly BackendReport[]> {
    const backends = backendsFor(choice, this.#parts.platform);
    if (backends.length === 0) return [];
    const [notes, drivers] = await Promise.all([this.#parts.notes.read(), this.#parts.drivers()]);
    return Promise.all(
      backends.map(async (backend) => {
        const engine = await this.#parts.engineFor(backend);
        const answer =
          engine === undefined
            ? notInstalled(backend)
            : recallAnswer(notes, backend, circumstances(engine, drivers));
        return { backend, isInstalled: engine !== undefined, answer };
      }),
    );
  }

  #askLater(backends: readonly GpuBackend[]): void {
    const { signal } = this.#stopping;
    const work = async (): Promise<void> => {
      let works = false;
      for (const backend of backends) {
        if ((await this.#askAndNote(backend, signal)).kind === 'works') works = true;
      }
      if (works) this.#parts.found();
    };
    // Fails when the window closes; or the notes can't be written, and the next start asks again.
    this.#asking ??= work()
      .catch(() => undefined)
      .finally(() => (this.#asking = undefined));
  }

  async #askAndNote(backend: GpuBackend, signal: AbortSignal): Promise<GpuAnswer> {
    const { engineFor, drivers, ask, notes, today } = this.#parts;
    const engine = await engineFor(backend);
    if (engine === undefined) return notInstalled(backend);
    const note = { backend, circumstances: circumstances(engine, await drivers()), at: today() };
    const answer = await ask(backend, signal);
    await notes.update((old) => noteAnswer(old, { ...note, answer }));
    return answer;
  }
}

function circumstances(engine: string, drivers: string): string {
  return `${engine}; ${drivers}`;
}

function notInstalled(backend: GpuBackend): GpuAnswer {
  return { kind: 'absent', why: `The engine for ${backendNames[backend]} is not installed.` };
}
