import { Parser } from 'web-tree-sitter';
import type { Language, Node, Tree } from 'web-tree-sitter';

import type { Slices } from './slices';

/** Code units handed to the parser at once. After an edit it reads a few stretches only. */
export const chunkLength = 2_048;

/** A text that nobody has typed, in the place of a stretch of a document. */
export interface Insertion {
  readonly offset: number;
  /** How many code units behind `offset` it replaces. */
  readonly replace: number;
  readonly text: string;
}

/** What is to be found out about a tree, whose root lives until the promise settles. Undefined when patience has ended. */
export type Reading<T> = (root: Node, slices: Slices) => Promise<T | undefined>;

/** Tries texts out in a document while its own parser may be in the middle of the next version. */
export class Trials {
  readonly #language: Language;
  /** Parsers that nobody uses now: a request that was overtaken may still be in its last breath. */
  readonly #idle: Parser[] = [];
  readonly #onFailure: (error: unknown) => void;
  #isClosed = false;

  /** `onFailure` hears what a grammar throws. */
  constructor(language: Language, onFailure: (error: unknown) => void) {
    this.#language = language;
    this.#onFailure = onFailure;
  }

  /**
   * What `read` finds in the tree of `before` with the insertion; `old` is its tree, with the edit applied, and is
   * deleted here. Undefined when patience ends first, the document is closed or the grammar fails. Throws
   * `signal.reason`.
   */
  async tryOut<T>(
    old: Tree,
    before: string,
    insertion: Insertion,
    slices: Slices,
    read: Reading<T>,
  ): Promise<T | undefined> {
    const parser = this.#idle.pop() ?? new Parser().setLanguage(this.#language);
    const input = textWith(before, insertion);
    try {
      while ((await slices.goOn()) && !this.#isClosed) {
        const tree = this.#parse(parser, input, old, slices);
        if (tree === 'failed') return undefined;
        if (tree) return await readAndDelete(tree, slices, read);
      }
      return undefined;
    } finally {
      old.delete();
      parser.reset();
      if (this.#isClosed) parser.delete();
      else this.#idle.push(parser);
    }
  }

  #parse(
    parser: Parser,
    input: (index: number) => string,
    old: Tree,
    slices: Slices,
  ): Tree | 'failed' | undefined {
    try {
      return parser.parse(input, old, { progressCallback: () => slices.isUsedUp }) ?? undefined;
    } catch (error) {
      this.#onFailure(error);
      return 'failed';
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const parser of this.#idle.splice(0)) parser.delete();
  }
}

async function readAndDelete<T>(tree: Tree, slices: Slices, read: Reading<T>): Promise<T | undefined> {
  try {
    return await read(tree.rootNode, slices);
  } finally {
    tree.delete();
  }
}

/** Reads the document with the insertion without making a copy of it. */
function textWith(before: string, { offset, replace, text }: Insertion): (index: number) => string {
  const end = offset + text.length;
  return (index) => {
    if (index < offset) return before.slice(index, Math.min(offset, index + chunkLength));
    if (index < end) return text.slice(index - offset, index - offset + chunkLength);
    const behind = index - text.length + replace;
    return before.slice(behind, behind + chunkLength);
  };
}
