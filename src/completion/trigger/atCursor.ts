import type { At, CompletionRequest, CompletionSettings, Shape } from '../request';

/** What a continuation of this shape may look at. */
export function atCursor(request: CompletionRequest, settings: CompletionSettings, shape: Shape): At {
  const { text, languageId } = request.snapshot;
  return {
    prefix: text.slice(0, request.offset),
    suffix: text.slice(request.offset),
    languageId,
    shape,
    indentUnit: request.indentUnit,
    maxLines: shape === 'line' ? 1 : settings.maxLines,
  };
}
