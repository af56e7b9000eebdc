import type { Node, TreeCursor } from 'web-tree-sitter';

import type { Slices } from './slices';

/** Where the parser had to leave something out, or to put in a token that is not there. */
export interface Fault {
  readonly start: number;
  readonly end: number;
}

/** After so many nodes it looks at the clock. */
const nodesPerLook = 200;

/** All faults of a tree; undefined when patience ends before all of it has been looked at. Throws `signal.reason`. */
export async function syntaxFaults(root: Node, slices: Slices): Promise<readonly Fault[] | undefined> {
  if (!root.hasError) return [];
  const cursor = root.walk();
  try {
    return await new FaultWalk(cursor, slices).visit(root);
  } finally {
    cursor.delete();
  }
}

/** A cursor, because a node's list of children is made all at once, and the top level of a file may have thousands. */
class FaultWalk {
  readonly #cursor: TreeCursor;
  readonly #slices: Slices;
  #looked = 0;

  constructor(cursor: TreeCursor, slices: Slices) {
    this.#cursor = cursor;
    this.#slices = slices;
  }

  /** The faults of the node on which the cursor stands; there it stands again afterwards. */
  async visit(node: Node): Promise<readonly Fault[] | undefined> {
    const faults: Fault[] = [];
    const isFault = node.isError || node.isMissing;
    let isInside = false;
    let hasBrokenChild = false;
    for (let more = this.#cursor.gotoFirstChild(); more; more = this.#cursor.gotoNextSibling()) {
      isInside = true;
      this.#looked += 1;
      if (this.#looked % nodesPerLook === 0 && !(await this.#slices.goOn())) return undefined;
      const child = this.#cursor.currentNode;
      if (!child.hasError) continue;
      hasBrokenChild = true;
      const below = await this.visit(child);
      if (!below) return undefined;
      faults.push(...below);
    }
    if (isInside) this.#cursor.gotoParent();
    // A missing token without a name, such as the line break behind `#include`, is not among the children.
    if (isFault || !hasBrokenChild) faults.push({ start: node.startIndex, end: node.endIndex });
    return faults;
  }
}
