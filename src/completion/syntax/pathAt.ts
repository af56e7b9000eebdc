import type { Node } from 'web-tree-sitter';

import type { SyntaxTree } from './syntaxTree';

/**
 * The nodes that contain the character at `index`, from the root to the leaf. Costs the depth of the tree.
 * (`Node.firstChildForIndex` and not the cursor's method of a like name, which ignores its argument in 0.27.1.)
 */
export function pathAt(tree: SyntaxTree, index: number): readonly Node[] {
  const path: Node[] = [];
  let node: Node | null = tree.root ?? null;
  while (node && node.startIndex <= index) {
    path.push(node);
    node = node.firstChildForIndex(index);
  }
  return path;
}
