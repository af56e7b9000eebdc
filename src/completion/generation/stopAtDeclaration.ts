import type { At } from '../request';
import { languageRow } from '../syntax/languages';

import { blockOf, headerOf, holdsDeclarations } from './block';
import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';

/**
 * The text ends before the next declaration: the second one where the first has just been written, and any that
 * stands where a body should be, because the model has forgotten to close it. Its comments and decorators go with it.
 */
export function stopAtDeclaration(lines: readonly GeneratedLine[], at: At): number | undefined {
  const index = lines.length - 1;
  const line = lines[index];
  const first = lines.find((candidate) => candidate.visible);
  if (at.shape !== 'block' || !line || !first || line === first || line.insideText) return undefined;
  const { level, opens } = blockOf(lines, at);
  if (!declares(line.full, at) || line.indent > level) return undefined;
  if (opens ? holdsDeclarations.test(headerOf(lines, at)) : !startsWithDeclaration(lines, at))
    return undefined;
  const { lineComment } = languageRow(at.languageId);
  let start = index;
  while (start > 0 && belongsToNext(lines[start - 1]?.full ?? '', lineComment)) start -= 1;
  return endBefore(lines, start);
}

const declaration =
  /^\s*(?:(?:export|default|public|private|protected|internal|static|abstract|final|sealed|async|pub(?:\([^)]*\))?|unsafe|extern|inline)\s+)*(?:function|class|def|fn|func|interface|impl|struct|enum|trait|namespace|module)\b(?!\s*[(=:.,;)])/;

function declares(line: string, { languageId }: At): boolean {
  return declaration.test(line) || (languageId === 'shellscript' && /^\s*[\w:.-]+\s*\(\)\s*\{?$/.test(line));
}

/** The first visible line that is no comment or decorator declares something. */
function startsWithDeclaration(lines: readonly GeneratedLine[], at: At): boolean {
  const head = lines.find((line) => line.visible && !/^\s*(?:@|#|\/\/|\/\*|\*)/.test(line.full));
  return head !== undefined && head !== lines.at(-1) && declares(head.full, at);
}

/** Blank lines, comments and attributes above a line. */
export function belongsToNext(line: string, lineComment: string): boolean {
  const text = line.trim();
  if (text === '' || (lineComment !== '' && text.startsWith(lineComment))) return true;
  return /^(?:@|#\[|\/\*|\*)/.test(text);
}
