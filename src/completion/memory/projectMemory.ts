import type { ShelfData } from '../ports';
import type { LinePlace, Rule, Snapshot } from '../request';
import { isSecretFile, isWrittenByHand } from '../secrets';
import { languageFamily } from '../syntax/languageFamily';
import { alikePlaces } from './alikePlaces';
import { analogies, type Analogy } from './analogies';
import { aroundCursor, needlesOf, type Around } from './around';
import { decide } from './decide';
import { evidenceOf, type Evidence } from './evidence';
import type { Place } from './place';
import { placesBelowHere, placesHere } from './placesHere';
import {
  neighboursIn,
  placesBelowInShelf,
  placesInShelf,
  type AskedShelf,
  type Reader,
} from './placesInShelf';
import type { Proposal } from './proposal';
import { LineShapes } from './lineShapes';
import { Rejections } from './rejections';
import { SealedShelf } from '../shelf/sealedShelf';
import { Shelf } from '../shelf/shelf';
import { TokenLines } from './tokenLines';
import type { Page, ShelfView } from '../shelf/shelfView';

/** What the memory may hold: a project of about two million lines. */
const mostBytes = 96 * 1024 * 1024;

/** The oldest of this many shelves goes when all are full: forgetting costs nothing, and is a part at a time. */
const mostShelves = 4;

/** Longer texts are data, in code units. */
const longestText = 2_000_000;

/** Sorting and merging are spread over the lessons: this many steps each, a few milliseconds together. */
const tidySteps = 3;

/** Lines whose shape is looked at in each lesson: some four milliseconds. Those that are left are for the next. */
const mostShapes = 2_000;

/** Enough places to decide; shorter contexts than these places' are not asked. */
const enoughPlaces = 12;

export interface Lesson {
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly languageId: string;
  /** The text with LF line ends. */
  read(): string;
}

export interface Weighed {
  readonly around: Around;
  readonly evidence: readonly Evidence[];
}

/**
 * What this project wrote after the same words. The current file is searched as it is at this keystroke; the other
 * documents are kept on shelves, in typed arrays; so are the project's files, on shelves that a worker fills. Secrets are
 * neither learned nor proposed.
 */
export class ProjectMemory {
  readonly #rejections = new Rejections();
  readonly #lines = new TokenLines();
  readonly #shapes = new LineShapes();
  readonly #mostBytes: number;
  /** Newest last. */
  #shelves: Shelf[] = [new Shelf()];
  #project: readonly SealedShelf[] = [];
  #projectData: readonly ShelfData[] = [];

  constructor(options: { readonly mostBytes: number } = { mostBytes }) {
    this.#mostBytes = options.mostBytes;
  }

  get bytes(): number {
    return this.#shelves.reduce((sum, shelf) => sum + shelf.heldBytes, 0);
  }

  /**
   * Learns a document, or what has become of it. Costs nothing when the version is known. Nobody has it learn the document
   * that is being completed: its half-written lines are nothing to learn from, and it is searched as it is.
   */
  learn(document: Lesson): void {
    const { uri, version } = document;
    const known = this.#shelves.find((shelf) => shelf.page(uri));
    if (known?.page(uri)?.version === version || isSecretFile(uri)) return;
    known?.forget(uri);
    const text = document.read();
    const isReadable = text.length <= longestText && isWrittenByHand(text);
    const shelf = this.#openShelf();
    const family = languageFamily(document.languageId);
    shelf.add({ uri, path: document.path, version, family }, isReadable ? text : '');
    this.#shapes.update(shelf, mostShapes);
    for (let step = 0; step < tidySteps && shelf.starts.tidy(); step += 1);
  }

  forget(uri: string): void {
    for (const shelf of this.#shelves) shelf.forget(uri);
    this.#shelves = this.#shelves.filter(
      (shelf, index) => shelf.pageCount > 0 || index === this.#shelves.length - 1,
    );
  }

  noteVerdict(verdict: 'accepted' | 'rejected', place: LinePlace): void {
    if (verdict === 'rejected') this.#rejections.reject(place);
    else this.#rejections.accept(place);
  }

  /** What the cursor's line goes on with, or undefined. `project` is the files that are not open. */
  propose(
    snapshot: Snapshot,
    offset: number,
    project: readonly ShelfData[] = [],
    without?: readonly Rule[],
  ): Proposal | undefined {
    if (isSecretFile(snapshot.path)) return undefined;
    const { around, evidence } = this.weigh(snapshot, offset, project, without);
    return decide(evidence, around, snapshot.text, (text) =>
      this.#rejections.factorOf(snapshot.uri, around, text),
    );
  }

  /** All that could stand at the cursor, and what speaks for it. */
  weigh(
    snapshot: Snapshot,
    offset: number,
    project: readonly ShelfData[] = [],
    without?: readonly Rule[],
  ): Weighed {
    this.#take(project);
    const around = aroundCursor(snapshot, offset);
    const places = this.#places(snapshot, offset, around);
    const alike = without?.includes('analogies') ? [] : this.#analogies(snapshot, offset);
    return { around, evidence: evidenceOf(places, alike, around) };
  }

  #take(project: readonly ShelfData[]): void {
    if (project === this.#projectData) return;
    const known = new Map(this.#project.map((shelf) => [shelf.data, shelf]));
    this.#project = project.map((data) => known.get(data) ?? new SealedShelf(data));
    this.#projectData = project;
  }

  #analogies({ text, uri, languageId }: Snapshot, offset: number): readonly Analogy[] {
    const reader: Reader = { family: languageFamily(languageId), mayRead: (page) => page.uri !== uri };
    const shelves = this.#shelves.map((shelf) => ({ shelf, reader })).reverse();
    return analogies(text, offset, this.#lines, (likeness) =>
      alikePlaces(shelves, this.#shapes, this.#lines, likeness),
    );
  }

  #isOpen(uri: string): boolean {
    return this.#shelves.some((shelf) => shelf.page(uri));
  }

  /** The places with the longest context, and those with shorter ones until there are enough. */
  #places(snapshot: Snapshot, offset: number, around: Around): readonly Place[] {
    const family = languageFamily(snapshot.languageId);
    const isOther = ({ uri }: Page): boolean => uri !== snapshot.uri;
    const open: Reader = { family, mayRead: isOther };
    const closed: Reader = {
      family,
      // The lab and the command line call a document by another name than its file.
      mayRead: (page) => isOther(page) && page.path !== snapshot.path && !this.#isOpen(page.uri),
    };
    const shelves: readonly { readonly shelf: ShelfView; readonly reader: Reader }[] = [
      ...this.#shelves.map((shelf) => ({ shelf, reader: open })),
      ...this.#project.map((shelf) => ({ shelf, reader: closed })),
    ];
    const asked = (): readonly AskedShelf[] =>
      shelves.map(({ shelf, reader }) => ({ shelf, reader, neighbours: neighboursIn(shelf, around) }));
    if (around.linePrefix === '') {
      const others = asked().flatMap((each) => placesBelowInShelf(each, around));
      return [...placesBelowHere(snapshot, offset, around), ...others];
    }
    const places: Place[] = [];
    const needles = needlesOf(around);
    const firstOnShelves = leftmostOn(shelves, needles);
    const having = firstOnShelves < needles.length ? asked() : [];
    for (const [index, start] of around.starts.entries()) {
      places.push(...placesHere(snapshot, offset, around, start));
      const needle = index >= firstOnShelves ? needles[index] : undefined;
      if (needle) {
        for (const each of having)
          places.push(...placesInShelf(each, needle, { isWholePrefix: start === 0 }));
      }
      if (places.length >= enoughPlaces) break;
    }
    return places;
  }

  #openShelf(): Shelf {
    const last = this.#shelves.at(-1);
    if (last && last.heldBytes < this.#mostBytes / mostShelves) return last;
    last?.starts.sortNewLines();
    const shelf = new Shelf();
    this.#shelves = [...this.#shelves, shelf].slice(-mostShelves);
    return shelf;
  }
}

/** The leftmost of the context's starts that any shelf has: where one is found, each shorter one is too. */
function leftmostOn(
  shelves: readonly { readonly shelf: ShelfView }[],
  needles: readonly Uint8Array[],
): number {
  let low = 0;
  let high = needles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const needle = needles[middle];
    if (needle && shelves.some(({ shelf }) => shelf.starts.has(needle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
