import type { Clock, Logger, ProjectIndex, ShelfData } from '../completion/ports';
import type { FileSource } from './fileSource';
import type { LearnedFile } from './library';
import type { FromWorker, ToWorker } from './messages';

/** The worker's thread as the indexer sees it. */
export interface WorkerLine {
  /** `transfer` changes hands instead of being copied. */
  post(message: ToWorker, transfer: readonly ArrayBuffer[]): void;
  /** Called with undefined when the worker has ended by itself. */
  onMessage(listener: (message: FromWorker | undefined) => void): void;
  stop(): void;
}

export interface IndexerParts {
  readonly source: FileSource;
  readonly startWorker: () => WorkerLine;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The progress has changed. */
  readonly onProgress: () => void;
}

export type Progress =
  | { readonly kind: 'off' }
  | { readonly kind: 'listing' }
  | { readonly kind: 'learning'; readonly done: number; readonly of: number }
  | { readonly kind: 'ready'; readonly files: number; readonly bytes: number; readonly isFull: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** As much is read and learned at a time. */
const batchFiles = 24;

/** Changes come in bursts, a save of several files or a checkout; in milliseconds. */
const burstMs = 1_000;

/** Keeps a worker informed of the project's files, and has what it made of them. In the background, half of the time. */
export class ProjectIndexer implements ProjectIndex {
  readonly #parts: IndexerParts;
  #run: Run | undefined;
  #progress: Progress = { kind: 'off' };
  #shelves: readonly ShelfData[] = [];

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  get progress(): Progress {
    return this.#progress;
  }

  shelves(): readonly ShelfData[] {
    return this.#shelves;
  }

  start(): void {
    if (this.#run) return;
    const abort = new AbortController();
    const line = this.#parts.startWorker();
    const run: Run = {
      abort,
      line,
      data: new Map(),
      answers: [],
      changed: new Set(),
      work: Promise.resolve(),
    };
    this.#run = run;
    line.onMessage((message) => {
      this.#hear(run, message);
    });
    this.#enqueue(run, () => this.#learnAll(run));
  }

  stop(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    run.line.stop();
    end(run, 'it was stopped');
    this.#shelves = [];
    this.#tell({ kind: 'off' });
  }

  /** Other folders, other rules for what is left out: everything is listed again. */
  relist(): void {
    const run = this.#run;
    if (run) this.#enqueue(run, () => this.#learnAll(run));
  }

  /** These files or folders have changed, come or gone. */
  noteChange(uris: readonly string[]): void {
    const run = this.#run;
    if (!run) return;
    const isWaiting = run.changed.size > 0;
    for (const uri of uris) run.changed.add(uri);
    if (!isWaiting && uris.length > 0) this.#enqueue(run, () => this.#learnChanges(run));
  }

  async #learnAll(run: Run): Promise<void> {
    const { signal } = run.abort;
    signal.throwIfAborted();
    this.#tell({ kind: 'listing' });
    const files = await this.#parts.source.list(signal);
    const { uris } = await ask(run, { kind: 'list', files }, 'wanted');
    const wanted = new Set(uris);
    await this.#learn(
      run,
      files.filter(({ uri }) => wanted.has(uri)),
    );
  }

  async #learnChanges(run: Run): Promise<void> {
    await this.#parts.clock.delay(burstMs, run.abort.signal);
    const uris = [...run.changed];
    run.changed.clear(); // what changes from here on is looked at again
    const looked = await Promise.all(uris.map((uri) => this.#parts.source.look(uri)));
    run.line.post({ kind: 'forget', uris: uris.filter((_, index) => !looked[index]) }, []);
    await this.#learn(
      run,
      looked.filter((file) => file !== undefined),
    );
  }

  async #learn(run: Run, files: readonly LearnedFile[]): Promise<void> {
    const { clock, source } = this.#parts;
    const { signal } = run.abort;
    let isFull = false;
    for (let done = 0; done < files.length && !isFull; done += batchFiles) {
      this.#tell({ kind: 'learning', done, of: files.length });
      const startedAt = clock.now();
      const batch = await Promise.all(files.slice(done, done + batchFiles).map((file) => read(file, source)));
      signal.throwIfAborted();
      const message: ToWorker = { kind: 'learn', files: batch.flat().map(({ file }) => file) };
      const transfer = batch.flat().map(({ buffer }) => buffer);
      ({ isFull } = await ask(run, message, 'learned', transfer));
      await clock.delay(clock.now() - startedAt, signal);
    }
    const { files: known, bytes } = await ask(run, { kind: 'rest' }, 'saved');
    this.#tell({ kind: 'ready', files: known, bytes, isFull });
  }

  #hear(run: Run, message: FromWorker | undefined): void {
    if (run !== this.#run) return;
    if (!message) {
      this.#run = undefined; // it can be started again
      end(run, 'its thread has ended');
      this.#fail('its thread has ended');
      return;
    }
    if (message.kind === 'shelves') {
      const kept = new Map(message.added.map(({ number, data }) => [number, data]));
      run.data = new Map(
        message.numbers.flatMap((number) => {
          const data = kept.get(number) ?? run.data.get(number);
          return data ? [[number, data]] : [];
        }),
      );
      this.#shelves = [...run.data.values()];
      return;
    }
    const answer = run.answers.shift();
    if (message.kind === 'trouble') answer?.reject(new Error(message.message));
    else answer?.resolve(message);
  }

  /** One task after the other; the first failure ends the run, and what has been learned stays. */
  #enqueue(run: Run, task: () => Promise<void>): void {
    run.work = run.work.then(task).catch((error: unknown) => {
      if (run.abort.signal.aborted) return;
      this.#fail(error instanceof Error ? error.message : String(error));
    });
  }

  #fail(reason: string): void {
    this.#parts.logger.warn(`The project could not be indexed: ${reason}`);
    this.#tell({ kind: 'failed', reason });
  }

  #tell(progress: Progress): void {
    this.#progress = progress;
    this.#parts.onProgress();
  }
}

/** From a start to its stop. */
interface Run {
  readonly abort: AbortController;
  readonly line: WorkerLine;
  data: ReadonlyMap<number, ShelfData>;
  readonly answers: Answer[];
  readonly changed: Set<string>;
  work: Promise<void>;
}

interface Answer {
  resolve(message: FromWorker): void;
  reject(reason: unknown): void;
}

function end(run: Run, why: string): void {
  run.abort.abort(new Error(why));
  for (const answer of run.answers.splice(0)) answer.reject(run.abort.signal.reason);
}

/** The worker answers in the order in which it is asked. */
async function ask<K extends FromWorker['kind']>(
  run: Run,
  message: ToWorker,
  kind: K,
  transfer: readonly ArrayBuffer[] = [],
): Promise<Extract<FromWorker, { kind: K }>> {
  run.abort.signal.throwIfAborted();
  const answer = await new Promise<FromWorker>((resolve, reject) => {
    run.answers.push({ resolve, reject });
    run.line.post(message, transfer);
  });
  if (!isKind(answer, kind)) throw new Error(`the worker answered ${answer.kind} instead of ${kind}`);
  return answer;
}

function isKind<K extends FromWorker['kind']>(
  message: FromWorker,
  kind: K,
): message is Extract<FromWorker, { kind: K }> {
  return message.kind === kind;
}

async function read(file: LearnedFile, source: FileSource) {
  const bytes = await source.read(file.uri);
  if (!bytes) return [];
  // A copy of our own to give away: the file system may have handed out a part of a buffer that it keeps.
  const buffer = new ArrayBuffer(bytes.byteLength);
  const copy = new Uint8Array(buffer);
  copy.set(bytes);
  return [{ file: { ...file, bytes: copy }, buffer }];
}
