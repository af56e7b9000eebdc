import { Librarian } from '../../src/project/librarian';
import type { FileSource } from '../../src/project/fileSource';
import type { LearnedFile } from '../../src/project/library';
import type { WorkerLine } from '../../src/project/projectIndexer';
import type { ShelfStore } from '../../src/project/shelfStore';

/** A project in memory; a text's length is its file's version. */
export class FolderOfTexts implements FileSource {
  readonly texts = new Map<string, string>();
  reads: string[] = [];

  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(texts)) this.texts.set(`file:///${path}`, text);
  }

  async list(): Promise<readonly LearnedFile[]> {
    return [...this.texts.keys()].flatMap((uri) => this.#file(uri));
  }

  async look(uri: string): Promise<LearnedFile | undefined> {
    return this.#file(uri)[0];
  }

  async read(uri: string): Promise<Uint8Array | undefined> {
    this.reads.push(uri);
    const text = this.texts.get(uri);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  }

  #file(uri: string): LearnedFile[] {
    const text = this.texts.get(uri);
    const path = uri.slice('file:///'.length);
    return text === undefined ? [] : [{ uri, path, version: text.length, family: 'javascript' }];
  }
}

/** A worker without a thread. `end()` is what a crash looks like. */
export class WorkerWithoutThread implements WorkerLine {
  isStopped = false;
  readonly #librarian: Librarian;
  #listener: Parameters<WorkerLine['onMessage']>[0] = () => undefined;
  #work: Promise<void>;

  constructor(store?: ShelfStore) {
    this.#librarian = new Librarian(store, (message) => {
      if (!this.isStopped) this.#listener(message);
    });
    this.#work = this.#librarian.start();
  }

  post(message: Parameters<WorkerLine['post']>[0]): void {
    if (message.kind === 'stop' || this.isStopped) return;
    this.#work = this.#work.then(() => this.#librarian.obey(message));
  }

  onMessage(listener: Parameters<WorkerLine['onMessage']>[0]): void {
    this.#listener = listener;
  }

  stop(): void {
    this.isStopped = true;
  }

  end(): void {
    this.stop();
    this.#listener(undefined);
  }
}
