import { foldableBodies } from './foldableBodies';
import { importsOf } from './importsOf';
import type { Outline } from './outlineTypes';
import { scopesAt } from './scopesAt';
import type { SyntaxTree } from './syntaxTree';

export type { Outline, Range, Scope } from './outlineTypes';
export { signatures } from './signatures';

/** What is worth keeping and what can be folded when only part of the file fits around the offset. */
export function outlineAt(tree: SyntaxTree, offset: number): Outline {
  return {
    imports: importsOf(tree),
    scopes: scopesAt(tree, offset),
    bodies: foldableBodies(tree, offset),
  };
}
