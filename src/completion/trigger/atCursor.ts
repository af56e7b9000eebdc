import type { At, CompletionRequest, CompletionSettings, Shape } from '../request';
import { codeLineAt } from '../syntax/codeLineAt';
import type { SyntaxTree } from '../syntax/syntaxTree';
import { mayGrow } from './chooseShape';

/** What a continuation of this shape may look at. */
export function atCursor(
  request: CompletionRequest,
  settings: CompletionSettings,
  shape: Shape,
  tree: SyntaxTree | undefined,
): At {
  const { text, languageId } = request.snapshot;
  const codeAt = tree && codeLineAt(tree, request.offset);
  const asBlock: At = {
    prefix: text.slice(0, request.offset),
    suffix: text.slice(request.offset),
    languageId,
    shape: 'block',
    indentUnit: request.indentUnit,
    maxLines: settings.maxLines,
    ...(codeAt !== undefined && { codeAt }),
    ...(settings.without && { without: settings.without }),
  };
  if (shape === 'block') return asBlock;
  const isAlone = settings.maxLines > 1 && !settings.without?.includes('growth') && mayGrow(request, tree);
  return { ...asBlock, shape, maxLines: 1, ...(isAlone && { asBlock }) };
}
