import { isCloserOnly, lineEnd, skipClosers } from '../text';
import type { Suffix } from './anchor';
import { firstLines } from './cutLines';

/** How far behind the cursor a change still means another place, even when the prompt's suffix is shorter; in code units. */
const shortestCore = 256;

/**
 * The suffix for a new anchor. It begins with the line break when the rest of the cursor's line is closers only (an
 * editor has put them there, the model writes them itself), else right at the cursor.
 *
 *     foo(█)⏎}        suffix ⏎}
 *     foo(█, b)⏎}     suffix , b)⏎}
 */
export function takeSuffix(text: string, offset: number, room: number): Suffix {
  const end = lineEnd(text, offset);
  const start = isCloserOnly(text.slice(offset, end)) ? end : offset;
  const said = firstLines(text, start, room);
  const closers = closersAt(text, start);
  const coreStart = start + closers.length;
  const coreEnd = Math.max(start + said.length, coreStart + shortestCore);
  return { text: said, closers: withoutBlanks(closers), core: text.slice(coreStart, coreEnd) };
}

/**
 * Whether the anchor's suffix still tells the truth: nothing but line breaks and closers came between it and the
 * cursor. A closer that the prompt mentions and that is now behind the cursor's back is a change.
 */
export function isSuffixUnchanged(suffix: Suffix, text: string, offset: number): boolean {
  const closers = closersAt(text, offset);
  const coreStart = offset + closers.length;
  const coreEnd = coreStart + Math.max(suffix.core.length, shortestCore);
  return withoutBlanks(closers).endsWith(suffix.closers) && text.slice(coreStart, coreEnd) === suffix.core;
}

function closersAt(text: string, offset: number): string {
  return text.slice(offset, skipClosers(text, offset));
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
