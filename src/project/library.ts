import { SealedShelf } from '../completion/shelf/sealedShelf';
import { Shelf } from '../completion/shelf/shelf';
import type { ShelfData } from '../completion/ports';
import { isWrittenByHand } from '../completion/secrets';

/** What the library may hold, in bytes: two million lines of code. */
const mostBytes = 128 * 1024 * 1024;

/** A shelf of this many lines is not merged any further: sorting a larger one would take too long. */
const mostEntries = 1 << 18;

/** The first lines are published early, so that they are of use early; then as many as there are already. */
const firstEntries = 1 << 13;
const mostGrowing = 1 << 16;

export interface LearnedFile {
  readonly uri: string;
  /** Relative to the workspace folder. */
  readonly path: string;
  /** Changes with the file. */
  readonly version: number;
  readonly family: string;
}

export interface Options {
  readonly mostBytes: number;
}

/**
 * All that is known of a project's files, on sealed shelves, and one that grows. Sealed shelves of about one size are
 * merged, as the digits of a binary counter, so that there are few; files that have changed leave theirs.
 */
export class Library {
  readonly #options: Options;
  #sealed: readonly SealedShelf[] = [];
  #growing = new Shelf();
  /** The sealed shelf and the page of each file; a growing one's are not here. */
  readonly #places = new Map<string, Place>();

  constructor(options: Options = { mostBytes }) {
    this.#options = options;
  }

  /** The same array until something is published. */
  get shelves(): readonly SealedShelf[] {
    return this.#sealed;
  }

  get heldBytes(): number {
    return this.#sealed.reduce((sum, { data }) => sum + bytesOf(data), this.#growing.heldBytes);
  }

  get isFull(): boolean {
    return this.heldBytes >= this.#options.mostBytes;
  }

  get fileCount(): number {
    return this.#places.size + this.#growing.pageCount;
  }

  /** The version that is known of a file. */
  version(uri: string): number | undefined {
    const place = this.#places.get(uri);
    return place?.shelf.data.pages[place.index]?.version ?? this.#growing.page(uri)?.version;
  }

  uris(): readonly string[] {
    return [...this.#places.keys(), ...this.#growing.uris()];
  }

  /** Takes over a shelf that was sealed before. Older copies of its files are forgotten. */
  add(data: ShelfData): void {
    for (const [index, { uri }] of data.pages.entries()) if (data.live[index] === 1) this.forget(uri);
    this.#put(new SealedShelf(data));
  }

  /** Learns a file, or what has become of it. Publishes by itself when enough has been learned. */
  learn(file: LearnedFile, text: string): void {
    this.forget(file.uri);
    this.#growing.add(file, isWrittenByHand(text) ? text : '');
    const published = this.#sealed.reduce((sum, { data }) => sum + data.entries.length, 0);
    const enough = Math.min(mostGrowing, Math.max(firstEntries, published));
    if (this.#growing.entryCount >= enough) this.publish();
  }

  forget(uri: string): void {
    const place = this.#places.get(uri);
    if (place) place.shelf.data.live[place.index] = 0;
    this.#places.delete(uri);
    this.#growing.forget(uri);
  }

  /** Seals what has been learned since the last time, and merges what has become small or stale. */
  publish(): void {
    if (this.#growing.pageCount > 0) {
      const data = this.#growing.seal();
      this.#growing = new Shelf();
      this.#put(new SealedShelf(data));
    }
    while (this.#mergeOnce());
  }

  #put(shelf: SealedShelf): void {
    for (const [index, { uri }] of shelf.data.pages.entries()) {
      if (shelf.data.live[index] === 1) this.#places.set(uri, { shelf, index });
    }
    this.#sealed = [...this.#sealed, shelf];
  }

  #mergeOnce(): boolean {
    const stale = this.#sealed.find((shelf) => liveEntries(shelf) * 2 < shelf.data.entries.length);
    if (stale) {
      this.#replace([stale]);
      return true;
    }
    const [before, last] = this.#sealed.slice(-2);
    if (!before || !last) return false;
    const [larger, smaller] = [before, last].map(({ data }) => data.entries.length);
    if (larger === undefined || smaller === undefined) return false;
    if (larger >= 2 * smaller || larger + smaller > mostEntries) return false;
    this.#replace([before, last]);
    return true;
  }

  #replace(olds: readonly SealedShelf[]): void {
    const shelf = new Shelf();
    for (const old of olds) {
      for (const [index, page] of old.data.pages.entries()) {
        if (old.data.live[index] === 1) shelf.copy(page, old);
      }
    }
    this.#sealed = this.#sealed.filter((old) => !olds.includes(old));
    if (shelf.pageCount > 0) this.#put(new SealedShelf(shelf.seal()));
  }
}

interface Place {
  readonly shelf: SealedShelf;
  readonly index: number;
}

function liveEntries({ data }: SealedShelf): number {
  return data.pages.reduce(
    (sum, { start, end }, index) => sum + (data.live[index] === 1 ? end - start : 0),
    0,
  );
}

function bytesOf(data: ShelfData): number {
  const { bytes, lineStarts, table, entries, older, newest, wordStarts } = data;
  return [bytes, lineStarts, table, entries, older, newest, wordStarts].reduce(
    (sum, array) => sum + array.byteLength,
    0,
  );
}
