import { Parser } from 'web-tree-sitter';
import type { Language, Node, Tree } from 'web-tree-sitter';

import type { Clock, Logger } from '../ports';
import { applyEdit } from './applyEdit';
import type { KnownRow } from './applyEdit';
import type { LanguageRow } from './languageRow';
import { ParsedTree } from './syntaxTree';

/**
 * The extension host is never held longer than this: half a frame. Shorter than the pause of the background, so that a
 * slice of one document does not make that of another one due at once.
 */
const sliceMs = 8;

/** How long one request waits for its tree: enough for some 10 000 lines that were never parsed before. */
const patienceMs = 100;

/** The breath between two slices that nobody waits for. */
const backgroundPauseMs = 10;

/** A document that has cost this much in one parse will not get cheaper: it goes without a tree. */
const hopelessMs = 4_000;

/** After so many keystrokes in a row that outlasted the patience: tens of thousands of statements in one flat list. */
const hopelessKeystrokes = 3;

/** The newest tree and those that an overtaken request may still be reading. */
const keptTrees = 3;

/** Code units handed to the parser at once. After an edit it reads a few stretches only. */
const chunkLength = 2_048;

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
  /** Tries out texts that nobody has typed, while the other parser may be in the middle of the document. */
  readonly #trialParser = new Parser();
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
    this.#trialParser.setLanguage(language);
  }

  get liveTrees(): number {
    return this.#trees.length + (this.#unfinished?.old ? 1 : 0);
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
   * What `read` finds in the tree that a text near the one of `tree` would have. The root it is given lives for as long
   * as the call. Undefined when the time is over before, or the tree is gone.
   */
  tryOut<T>(tree: ParsedTree, text: string, until: number, read: (root: Node) => T): T | undefined {
    const old = this.#closing.signal.aborted ? undefined : tree.copy();
    if (!old) return undefined;
    applyEdit(old, tree.text, text, tree === this.#trees.at(-1) ? this.#known : { offset: 0, row: 0 });
    const trial = this.#parseOn(this.#trialParser, text, old, until);
    old.delete();
    if (!trial) this.#trialParser.reset();
    try {
      return trial && read(trial.rootNode);
    } finally {
      trial?.delete();
    }
  }

  close(): void {
    this.#closing.abort();
    this.#drop();
    for (const tree of this.#trees.splice(0)) tree.free();
    this.#parser.delete();
    this.#trialParser.delete();
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
    const tree = this.#parseOn(this.#parser, unfinished.text, unfinished.old, until);
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

  #parseOn(parser: Parser, text: string, old: Tree | undefined, until: number): Tree | undefined {
    try {
      const tree = parser.parse((index) => text.slice(index, index + chunkLength), old, {
        progressCallback: () => this.#clock.now() >= until,
      });
      return tree ?? undefined;
    } catch (error) {
      // A grammar's own scanner may trap on what it never expected; completion works without a tree.
      this.#logger.warn(`The ${this.languageId} grammar failed: ${String(error)}`);
      this.#hopeless = true;
      return undefined;
    }
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
