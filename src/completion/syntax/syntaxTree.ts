import type { Node, Tree } from 'web-tree-sitter';

import type { LanguageRow } from './languageRow';
import type { Slices } from './slices';
import type { Insertion, Reading } from './trials';

/** A parsed document. Holds for one text; a change of the document gives another tree. */
export interface SyntaxTree {
  readonly languageId: string;
  readonly row: LanguageRow;
  /** The text that was parsed, to the character. */
  readonly text: string;
  /** The root node, for this room only; undefined once the parser has freed the tree. */
  readonly root: Node | undefined;
  /**
   * What `read` finds in the tree that the text with the insertion would have. Undefined when patience ends before, or
   * the tree is gone. Throws `signal.reason`.
   */
  tryOut<T>(insertion: Insertion, slices: Slices, read: Reading<T>): Promise<T | undefined>;
}

/** Who keeps the parsers. */
interface Document {
  tryOut<T>(tree: ParsedTree, insertion: Insertion, slices: Slices, read: Reading<T>): Promise<T | undefined>;
}

/**
 * A tree that lives outside JavaScript's memory: the parser frees it by hand, while a request that was overtaken may
 * still hold it. A freed tree answers "no node" instead of reading memory that belongs to others by then.
 */
export class ParsedTree implements SyntaxTree {
  #tree: Tree | undefined;
  readonly #document: Document;

  constructor(
    tree: Tree,
    readonly languageId: string,
    readonly row: LanguageRow,
    readonly text: string,
    document: Document,
  ) {
    this.#tree = tree;
    this.#document = document;
  }

  get root(): Node | undefined {
    return this.#tree?.rootNode;
  }

  async tryOut<T>(insertion: Insertion, slices: Slices, read: Reading<T>): Promise<T | undefined> {
    return this.#tree && this.#document.tryOut(this, insertion, slices, read);
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
