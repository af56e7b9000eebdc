import type { Node, Tree } from 'web-tree-sitter';

import type { LanguageRow } from './languageRow';

/** A parsed document. Holds for one text; a change of the document gives another tree. */
export interface SyntaxTree {
  readonly languageId: string;
  readonly row: LanguageRow;
  /** The text that was parsed, to the character. */
  readonly text: string;
  /** The root node, for this room only; undefined once the parser has freed the tree. */
  readonly root: Node | undefined;
  /**
   * What `read` finds in the tree that `text`, which differs from this one in one place, would have. The root it is given
   * lives for as long as the call. Undefined when the Clock passes `until` before, or the tree is gone.
   */
  tryOut<T>(text: string, until: number, read: (root: Node) => T): T | undefined;
}

/** Who keeps the parsers. */
interface Trials {
  tryOut<T>(tree: ParsedTree, text: string, until: number, read: (root: Node) => T): T | undefined;
}

/**
 * A tree that lives outside JavaScript's memory: the parser frees it by hand, while a request that was overtaken may
 * still hold it. A freed tree answers "no node" instead of reading memory that belongs to others by then.
 */
export class ParsedTree implements SyntaxTree {
  #tree: Tree | undefined;
  readonly #trials: Trials;

  constructor(
    tree: Tree,
    readonly languageId: string,
    readonly row: LanguageRow,
    readonly text: string,
    trials: Trials,
  ) {
    this.#tree = tree;
    this.#trials = trials;
  }

  get root(): Node | undefined {
    return this.#tree?.rootNode;
  }

  tryOut<T>(text: string, until: number, read: (root: Node) => T): T | undefined {
    return this.#tree && this.#trials.tryOut(this, text, until, read);
  }

  /** A copy to edit, sharing all nodes. The caller deletes it. */
  copy(): Tree | undefined {
    return this.#tree?.copy();
  }

  free(): void {
    this.#tree?.delete();
    this.#tree = undefined;
  }
}
