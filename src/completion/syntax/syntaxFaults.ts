import type { Node } from 'web-tree-sitter';

/** Where the parser had to leave something out, or to put in a token that is not there. */
export interface Fault {
  readonly start: number;
  readonly end: number;
}

/** Broken files have thousands; then nobody can tell one more. */
const mostNodes = 20_000;

/** All faults of a tree in their order; undefined when there are too many nodes to look at. */
export function syntaxFaults(root: Node): readonly Fault[] | undefined {
  const faults: Fault[] = [];
  let looked = 0;
  const visit = (node: Node): void => {
    const { children, startIndex: start, endIndex: end } = node;
    const broken = looked + children.length > mostNodes ? [] : children.filter((child) => child.hasError);
    looked += children.length;
    // A missing token without a name, such as the line break behind `#include`, is not among the children.
    if (node.isError || node.isMissing || broken.length === 0) faults.push({ start, end });
    for (const child of broken) visit(child);
  };
  if (root.hasError) visit(root);
  return looked > mostNodes ? undefined : faults;
}
