import type { At } from '../request';
import { isBracket } from '../syntax/brackets';
import { languageRow } from '../syntax/languages';
import { surroundingsOf } from '../syntax/surroundings';
import { indentWidth } from '../text';

import { blockOf, headerOf } from './block';
import type { Block } from './block';
import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { leavesBlock, startOfNext } from './leavesBlock';

/**
 * In block shape the text ends with the block: behind the line that closes it, or before the first line that stands
 * too far left to belong to it. A closer that the text below already has is not written again (stopAtOutsideCloser).
 */
export function stopAtBlockEnd(lines: readonly GeneratedLine[], at: At): number | undefined {
  const index = lines.length - 1;
  const line = lines[index];
  const first = lines.findIndex((candidate) => candidate.visible);
  if (at.shape !== 'block' || !line?.visible || line.insideText) return undefined;
  const block = blockOf(lines, at);
  const isOfTry = block.opens && opensTry(lines, at);
  const goesOn = line.closes.length > 0 || lines[index - 1]?.cursorOpen === 0;
  if (isOfTry && goesOn && restOfTry.test(line.text)) return undefined;
  const closes = closesBlock(lines, block, at);
  if (isOfTry && !lines.some(({ text }) => restOfTry.test(text))) {
    if (closes) return undefined;
  } else if (closes || (isOfTry && closesOwn(lines, block))) return line.end;
  const leaves = index > first && leavesBlock(lines, block, at);
  // `} else {`: what the closers close is needed, what the line opens is not.
  const closers = /^\s*[)\]}]+/.exec(line.text)?.[0];
  if (closers !== undefined && line.closes[0]?.frame && (leaves || nextBranch.test(line.text)))
    return line.start + closers.length;
  if (!leaves) return undefined;
  const closer = closingWord.exec(line.text)?.[0];
  if (languageRow(at.languageId).blockStyle !== 'keywords' || closer === undefined)
    return endBefore(lines, startOfNext(lines, at));
  return hasCloserBelow(closer, line, at) ? endBefore(lines, index) : line.end;
}

/** What may follow a block but is one of its own. */
const nextBranch = /^\s*[)\]}]+\s*(?:else|elseif|catch|finally)\b/;

/** Without one of these a `try` is a mistake. */
const restOfTry = /^[\s}]*(?:catch|finally)\b/;

function opensTry(lines: readonly GeneratedLine[], at: At): boolean {
  return languageRow(at.languageId).blockStyle === 'braces' && /^[\s}]*try\b/.test(headerOf(lines, at));
}

const closingWord = /^\s*(?:end|fi|done|esac)\b/;

/** Whether the line closes the brackets that held the block, and opens nothing that goes on. */
function closesBlock(lines: readonly GeneratedLine[], block: Block, at: At): boolean {
  const { fresh, linePrefix } = surroundingsOf(at);
  const line = lines.at(-1);
  const before = lines.at(-2);
  if (!line || line.ownOpen > 0 || languageRow(at.languageId).opensBlock.test(line.full.trimEnd()))
    return false;
  const lineAt = at.prefix.length - linePrefix.length;
  const bracketFrames = line.closes.flatMap(({ frame }) => (frame && isBracket(frame) ? [frame] : []));
  if (bracketFrames.some((frame) => frame.at < lineAt)) return true;
  if (!before || line.cursorOpen > 0) return false;
  if (bracketFrames.length > 0) return true;
  // What the continuation itself has opened: `if (x) █` + `{ … }`, or a whole declaration at the top level.
  const openedByCursorsLine = !fresh && (lines[0]?.ownOpen ?? 0) > 0;
  return closesOwn(lines, block) && (openedByCursorsLine || (fresh && block.level === 0));
}

/** The line closes what the continuation has opened. One that ends with ')' may be a header: its body is still to come. */
function closesOwn(lines: readonly GeneratedLine[], { level }: Block): boolean {
  const line = lines.at(-1);
  const before = lines.at(-2);
  if (!line || !before || line.ownOpen > 0) return false;
  return before.ownOpen > 0 && line.indent <= level && !line.full.trimEnd().endsWith(')');
}

function hasCloserBelow(closer: string, { indent }: GeneratedLine, at: At): boolean {
  const { below, tabSize } = surroundingsOf(at);
  const line = below.find((candidate) => indentWidth(candidate, tabSize) <= indent);
  return (
    line !== undefined && indentWidth(line, tabSize) === indent && line.trimStart().startsWith(closer.trim())
  );
}
