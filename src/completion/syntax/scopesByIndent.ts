import { indentOf, indentWidth, isBlank, lineEnd, lineStart } from '../text';
import type { LanguageRow } from './languageRow';
import type { Scope } from './outlineTypes';

/** Lines that are looked at above the cursor. */
const reach = 400;

const tabSize = 4;

/**
 * Scopes as the eye finds them in broken code: going up, each line that is indented less than all below it and opens a
 * block. Outermost first; nothing that begins before `from`. Where such a scope ends is unknown: the cursor's line.
 */
export function scopesByIndent(
  row: LanguageRow,
  text: string,
  offset: number,
  from: number,
): readonly Scope[] {
  const scopes: Scope[] = [];
  let start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  let width = indentWidth(text.slice(start, end), tabSize);
  for (let seen = 0; seen < reach && start > from && width > 0; seen += 1) {
    const bodyStart = start - 1;
    start = lineStart(text, bodyStart);
    const line = text.slice(start, bodyStart);
    const lineWidth = indentWidth(line, tabSize);
    if (isBlank(line) || lineWidth >= width) continue;
    width = lineWidth;
    const header = start + indentOf(line).length;
    if (header >= from && row.opensBlock.test(line.trimEnd())) {
      scopes.push({ start: header, end, bodyStart, kind: 'other' });
    }
  }
  return scopes.reverse();
}
