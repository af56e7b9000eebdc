import type { At } from '../request';

import { blockOf } from './block';
import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';

/** Blank lines that a model may leave on a fresh line before it writes something. */
const leadingBlankLines = 2;

/**
 * Two blank lines end a text. One does when it stands behind a finished method, or between paragraphs at the top
 * level of a file.
 */
export function stopAtBlankRun(lines: readonly GeneratedLine[], at: At): number | undefined {
  const index = lines.length - 1;
  const line = lines[index];
  if (at.shape !== 'block' || !line || line.visible || line.insideText) return undefined;
  const last = lines.findLast((candidate) => candidate.visible);
  if (!last) return lines.length > leadingBlankLines ? 0 : undefined;
  const blanks = lines.length - 1 - lines.lastIndexOf(last);
  if (blanks > 1) return endBefore(lines, index);
  const { level, opens } = blockOf(lines, at);
  const finished = last.ownOpen === 0 && last.cursorOpen === 0 && !opens && last.indent <= level;
  return finished && (level === 0 || isBehindMember(lines, level)) ? endBefore(lines, index) : undefined;
}

/** The last block was no statement but a member of something, such as a method. */
function isBehindMember(lines: readonly GeneratedLine[], level: number): boolean {
  const header = lines.findLast((line) => line.visible && line.indent === level && line.ownOpen > 0);
  return header !== undefined && !statement.test(header.full);
}

const statement =
  /^\s*\W*(?:if|else|for|foreach|while|loop|switch|match|select|try|catch|finally|do|with|using|return|await|unsafe|defer|go)\b|=|[,([]\s*$/;
