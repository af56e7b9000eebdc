import type { At } from '../request';
import { languageRow } from '../syntax/languages';
import { surroundingsOf } from '../syntax/surroundings';

import type { GeneratedLine } from '../syntax/generatedLines';

/** The block that a continuation belongs to. */
export interface Block {
  /** The column of its lines; when `opens`, that of the line which opens it. */
  readonly level: number;
  /** The cursor's line, as the model has completed it, opens the block: its body stands deeper than `level`. */
  readonly opens: boolean;
}

/** The line that opens the block: a brace alone belongs to the line above. */
export function headerOf(lines: readonly GeneratedLine[], at: At): string {
  const header = lines.find((line) => line.visible)?.full ?? '';
  return header.trim() === '{' ? (surroundingsOf(at).above.at(-1) ?? '') : header;
}

/** What opens a block whose members may stand as far left as it does. */
export const holdsDeclarations =
  /^\s*(?:(?:export|declare|inline|public|pub(?:\([^)]*\))?|unsafe)\s+)*(?:namespace|module|mod|extern|package)\b/;

/** Reads the block off the cursor's line and the first visible line; both are complete when a rule asks. */
export function blockOf(lines: readonly GeneratedLine[], at: At): Block {
  const { fresh, statementIndent: level } = surroundingsOf(at);
  const first = lines.find((line) => line.visible);
  if (fresh || !first) return { level: first?.indent ?? 0, opens: false };
  const { opensBlock, blockStyle } = languageRow(at.languageId);
  if (first.ownOpen + first.cursorOpen > 0) return { level: levelOf(lines, level, at), opens: true };
  if (blockStyle === 'braces') return { level, opens: false };
  // A header may take several lines: `def f(` … `):`.
  const mayBeHeader = (line: GeneratedLine): boolean => line === lines[0] || line.indent === level;
  const opens = lines.some((line) => mayBeHeader(line) && opensBlock.test(line.full.trimEnd()));
  return { level, opens };
}

/** A header over several lines may end deeper than its body stands: `class A⏎        extends B {⏎    int c;`. */
function levelOf(lines: readonly GeneratedLine[], level: number, at: At): number {
  const body = lines.find(({ text, visible }, index) => index > 0 && visible && !beginsNoBody.test(text));
  return body && body.indent > 0 && body.indent < level
    ? Math.max(0, body.indent - surroundingsOf(at).tabSize)
    : level;
}

/** A brace, a closer, a directive, a comment or a label. */
const beginsNoBody = /^\s*(?:[^\s\p{L}_@]|\w+\s*:)/u;
