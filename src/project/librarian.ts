import type { SealedShelf } from '../completion/shelf/sealedShelf';
import { Library } from './library';
import type { FromWorker, ToWorker } from './messages';
import type { ShelfStore } from './shelfStore';
import { textOf } from './textOf';

/** Obeys the extension's messages, one after the other: the worker without its thread. */
export class Librarian {
  readonly #library = new Library();
  readonly #store: ShelfStore | undefined;
  readonly #tell: (message: FromWorker) => void;
  readonly #numbers = new Map<SealedShelf, number>();
  #told: readonly SealedShelf[] = [];
  #lastNumber = 0;

  /** Without a store nothing is kept between two sessions. */
  constructor(store: ShelfStore | undefined, tell: (message: FromWorker) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  async start(): Promise<void> {
    for (const data of (await this.#store?.load()) ?? []) this.#library.add(data);
  }

  async obey(message: Exclude<ToWorker, { kind: 'stop' }>): Promise<void> {
    switch (message.kind) {
      case 'list': {
        const listed = new Set(message.files.map(({ uri }) => uri));
        for (const uri of this.#library.uris()) if (!listed.has(uri)) this.#library.forget(uri);
        const wanted = message.files.filter(({ uri, version }) => this.#library.version(uri) !== version);
        this.#tellShelves();
        this.#tell({ kind: 'wanted', uris: wanted.map(({ uri }) => uri) });
        break;
      }
      case 'learn':
        for (const { bytes, ...file } of message.files) {
          this.#library.learn(file, textOf(bytes));
        }
        this.#tellShelves();
        this.#tell({ kind: 'learned', isFull: this.#library.isFull });
        break;
      case 'forget':
        for (const uri of message.uris) this.#forget(uri);
        break;
      case 'rest':
        this.#library.publish();
        this.#tellShelves();
        await this.#store?.save(this.#library.shelves.map(({ data }) => data));
        this.#tell({ kind: 'saved', files: this.#library.fileCount, bytes: this.#library.heldBytes });
        break;
    }
  }

  #forget(uri: string): void {
    const isKnown = this.#library.version(uri) !== undefined;
    const below = isKnown ? [] : this.#library.uris().filter((each) => each.startsWith(`${uri}/`));
    for (const each of [uri, ...below]) this.#library.forget(each);
  }

  #tellShelves(): void {
    const { shelves } = this.#library;
    if (shelves === this.#told) return;
    const added = shelves
      .filter((shelf) => !this.#numbers.has(shelf))
      .map((shelf) => ({ shelf, number: (this.#lastNumber += 1) }));
    for (const { shelf, number } of added) this.#numbers.set(shelf, number);
    for (const shelf of this.#told) if (!shelves.includes(shelf)) this.#numbers.delete(shelf);
    this.#told = shelves;
    this.#tell({
      kind: 'shelves',
      numbers: shelves.flatMap((shelf) => this.#numbers.get(shelf) ?? []),
      added: added.map(({ shelf, number }) => ({ number, data: shelf.data })),
    });
  }
}
