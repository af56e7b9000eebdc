import type { Snapshot } from '../request';
import { languageRow } from './languages';
import { placeAt } from './placeAt';
import { placeInText } from './placeInText';
import type { Place } from './placeInText';
import type { SyntaxTree } from './syntaxTree';

/** The place by the tree, and without one by what the text alone says. */
export function placeOf({ languageId, text }: Snapshot, tree: SyntaxTree | undefined, offset: number): Place {
  return tree ? placeAt(tree, offset) : placeInText(languageRow(languageId), text, offset);
}
