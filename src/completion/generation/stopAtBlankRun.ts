import type { At } from '../request';
import { surroundingsOf } from '../syntax/surroundings';

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
  return finished && (level === 0 || (!isInFunction(at) && isBehindMember(lines, level)))
    ? endBefore(lines, index)
    : undefined;
}

/** The last block was no statement but a member of something, such as a method. */
function isBehindMember(lines: readonly GeneratedLine[], level: number): boolean {
  const visible = lines.filter((line) => line.visible);
  const opener = visible.findLastIndex(
    ({ indent, ownOpen, full }) => indent === level && ownOpen > 0 && !/^\s*\/\*/.test(full),
  );
  // A brace on a line of its own belongs to the line above.
  const header = visible[visible[opener]?.full.trim() === '{' ? opener - 1 : opener];
  return header !== undefined && !statement.test(header.full);
}

/** What holds the cursor's line has parameters or a condition: it is no class. */
function isInFunction(at: At): boolean {
  const holder = surroundingsOf(at).open.findLast(({ delimiter }) => delimiter === '{');
  if (!holder) return false;
  const before = at.prefix.slice(Math.max(0, holder.at - farHeader), holder.at).trimEnd();
  return /\)|=>/.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** Longer than the last line of a header and the blanks behind it, in code units. */
const farHeader = 400;

const statement =
  /^\s*\W*(?:if|case|default|else|for|foreach|while|loop|switch|match|select|try|catch|finally|do|with|using|return|await|unsafe|defer|go)\b|=|[,([]\s*$/;
