import type { Completion, CompletionRequest } from '../request';
import { languageRow } from '../syntax/languages';
import { indentOf, isBlank, linePrefix, lineSuffix } from '../text';

/** The request that comes when the user accepts all of the completion. */
export function acceptedAll(
  request: CompletionRequest,
  { text, replace }: Completion,
  nowMs: number,
): CompletionRequest {
  return insert(request, text, replace, nowMs);
}

/**
 * The request that comes when the user presses Enter then; undefined where more than the indentation would change. The
 * editor indents as the line before, and one level deeper when that opens a block.
 */
export function thenEnter(request: CompletionRequest, nowMs: number): CompletionRequest | undefined {
  const { text, languageId } = request.snapshot;
  if (!isBlank(lineSuffix(text, request.offset))) return undefined;
  const line = linePrefix(text, request.offset);
  const deeper = languageRow(languageId).opensBlock.test(line.trimEnd()) ? request.indentUnit : '';
  return isBlank(line) ? undefined : insert(request, `\n${indentOf(line)}${deeper}`, 0, nowMs);
}

function insert(
  { snapshot, offset, ...rest }: CompletionRequest,
  text: string,
  replace: number,
  nowMs: number,
): CompletionRequest {
  const before = snapshot.text.slice(0, offset) + text;
  const after = snapshot.text.slice(offset + replace);
  return {
    ...rest,
    snapshot: { ...snapshot, version: snapshot.version + 1, text: before + after },
    offset: before.length,
    trigger: 'automatic',
    editedAt: nowMs,
    lastEdit: 'typed',
  };
}
