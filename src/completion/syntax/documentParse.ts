import { Parser } from 'web-tree-sitter';
import type { Language, Tree } from 'web-tree-sitter';

import type { Clock, Logger } from '../ports';
import { applyEdit, applyInsertion } from './applyEdit';
import type { KnownRow } from './applyEdit';
import type { LanguageRow } from './languageRow';
import { sliceMs } from './slices';
import type { Slices } from './slices';
import { ParsedTree } from './syntaxTree';
import { chunkLength, Trials } from './trials';
import type { Insertion, Reading } from './trials';

/** How long one request waits for its tree: enough for some 10 000 lines that were never parsed before. */
const patienceMs = 100;

/** The breath between two slices that nobody waits for: longer than one, or that of another document would follow at once. */
const backgroundPauseMs = 10;

/** A document that has cost this much in one parse will not get cheaper: it goes without a tree. */
const hopelessMs = 4_000;

/** After so many keystrokes in a row that outlasted the patience: tens of thousands of statements in one flat list. */
const hopelessKeystrokes = 3;

/** The newest tree and those that an overtaken request may still be reading. */
const keptTrees = 3;

interface Unfinished {
  readonly text: string;
  /** The previous tree with the edit applied, whose untouched nodes are used again. */
  readonly old: Tree | undefined;
  readonly known: KnownRow;
}

/** One document's trees: the newest, the parse on the way to the next, and a few that wait to be freed. */
export class DocumentParse {
  readonly languageId: string;
  readonly #row: LanguageRow;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #parser = new Parser();
  readonly #trials: Trials;
  readonly #closing = new AbortController();
  /** Oldest first; the last one is the newest complete tree. */
  readonly #trees: ParsedTree[] = [];
  /** A row in the newest tree's text, near the last edit. */
  #known: KnownRow = { offset: 0, row: 0 };
  #unfinished: Unfinished | undefined;
  #spentMs = 0;
  #slowKeystrokes = 0;
  #hopeless = false;
  #inBackground = false;
  /** Calls that work on the tree now: the background rests meanwhile, or two slices would follow without a breath. */
  #asking = 0;

  constructor(languageId: string, row: LanguageRow, language: Language, clock: Clock, logger: Logger) {
    this.languageId = languageId;
    this.#row = row;
    this.#clock = clock;
    this.#logger = logger;
    this.#parser.setLanguage(language);
    this.#trials = new Trials(language, (error) => {
      this.#fail(error);
    });
  }

  get liveTrees(): number {
    return this.#trees.length + (this.#unfinished?.old ? 1 : 0);
  }

  /** Whether a tree is on its way. */
  get isParsing(): boolean {
    return this.#unfinished !== undefined;
  }

  /** Length of the text that the newest tree stands for, in code units. */
  get length(): number {
    return this.#trees.at(-1)?.text.length ?? this.#unfinished?.text.length ?? 0;
  }

  /**
   * The tree of `text`, in slices with pauses between them; undefined when patience ends first. What was parsed by then
   * is kept, goes on in the background, and serves the next call even if the text has changed meanwhile.
   */
  async parse(text: string, signal: AbortSignal): Promise<ParsedTree | undefined> {
    this.#asking += 1;
    try {
      return await this.#parseInSlices(text, signal);
    } finally {
      this.#asking -= 1;
    }
  }

  /**
   * What `read` finds in the tree that the text of `tree` with the insertion would have. Undefined when patience ends
   * before, or the tree is gone. Throws `signal.reason`.
   */
  async tryOut<T>(
    tree: ParsedTree,
    insertion: Insertion,
    slices: Slices,
    read: Reading<T>,
  ): Promise<T | undefined> {
    const old = this.#closing.signal.aborted ? undefined : tree.copy();
    if (!old) return undefined;
    applyInsertion(
      old,
      tree.text,
      insertion,
      tree === this.#trees.at(-1) ? this.#known : { offset: 0, row: 0 },
    );
    return this.#trials.tryOut(old, tree.text, insertion, slices, read);
  }

  close(): void {
    this.#closing.abort();
    this.#drop();
    for (const tree of this.#trees.splice(0)) tree.free();
    this.#parser.delete();
    this.#trials.close();
  }

  async #parseInSlices(text: string, signal: AbortSignal): Promise<ParsedTree | undefined> {
    const deadline = this.#clock.now() + patienceMs;
    while (!this.#hopeless && !this.#closing.signal.aborted) {
      if (this.#reach(text, this.#clock.now() + sliceMs)) return this.#trees.at(-1);
      if (this.#clock.now() >= deadline) {
        void this.#finishInBackground();
        return undefined;
      }
      await this.#clock.delay(0, signal);
      signal.throwIfAborted();
    }
    return undefined;
  }

  /** Works until `text` has its tree (true) or the time is over (false). */
  #reach(text: string, until: number): boolean {
    while (this.#trees.at(-1)?.text !== text) {
      this.#unfinished ??= this.#begin(text);
      if (!this.#advance(this.#unfinished, until)) return false;
    }
    return true;
  }

  #begin(text: string): Unfinished {
    const newest = this.#trees.at(-1);
    const old = newest?.copy();
    if (!newest || !old) return { text, old: undefined, known: { offset: 0, row: 0 } };
    return { text, old, known: applyEdit(old, newest.text, text, this.#known) };
  }

  /** Whether the parse came to its end. One that did not goes on where it stopped. */
  #advance(unfinished: Unfinished, until: number): boolean {
    const started = this.#clock.now();
    const tree = this.#parse(unfinished.text, unfinished.old, until);
    this.#spentMs += this.#clock.now() - started;
    if (!tree) {
      if (this.#hopeless || this.#spentMs > hopelessMs) this.#giveUp();
      return false;
    }
    this.#slowKeystrokes = unfinished.old && this.#spentMs > patienceMs ? this.#slowKeystrokes + 1 : 0;
    unfinished.old?.delete();
    this.#unfinished = undefined;
    this.#spentMs = 0;
    this.#known = unfinished.known;
    this.#trees.push(new ParsedTree(tree, this.languageId, this.#row, unfinished.text, this));
    while (this.#trees.length > keptTrees) this.#trees.shift()?.free();
    if (this.#slowKeystrokes >= hopelessKeystrokes) this.#giveUp();
    return true;
  }

  #parse(text: string, old: Tree | undefined, until: number): Tree | undefined {
    try {
      const tree = this.#parser.parse((index) => text.slice(index, index + chunkLength), old, {
        progressCallback: () => this.#clock.now() >= until,
      });
      return tree ?? undefined;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** A grammar's own scanner may trap on what it never expected; completion works without a tree. */
  #fail(error: unknown): void {
    this.#logger.warn(`The ${this.languageId} grammar failed: ${String(error)}`);
    this.#hopeless = true;
  }

  async #finishInBackground(): Promise<void> {
    if (this.#inBackground) return;
    this.#inBackground = true;
    try {
      do await this.#clock.delay(backgroundPauseMs, this.#closing.signal);
      while (this.#asking > 0 || this.#goOn());
    } catch {
      // The document was closed: nobody waits for this tree any more.
    } finally {
      this.#inBackground = false;
    }
  }

  /** One more slice for the unfinished parse; false when there is none. */
  #goOn(): boolean {
    if (!this.#unfinished) return false;
    this.#advance(this.#unfinished, this.#clock.now() + sliceMs);
    return true;
  }

  #giveUp(): void {
    this.#hopeless = true;
    this.#logger.debug('parsing took too long and goes on without a tree', { languageId: this.languageId });
    this.#drop();
  }

  #drop(): void {
    this.#unfinished?.old?.delete();
    this.#unfinished = undefined;
    this.#parser.reset();
  }
}
