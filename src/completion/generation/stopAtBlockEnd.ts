import type { At } from '../request';
import { isBracket } from '../syntax/brackets';
import { languageRow } from '../syntax/languages';
import { surroundingsOf } from '../syntax/surroundings';
import { indentWidth } from '../text';

import { blockOf } from './block';
import { holdsDeclarations } from './block';
import type { Block } from './block';
import { endBefore } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';

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
  if (closesBlock(lines, block, at)) return line.end;
  if (index <= first || !leavesBlock(lines, block, at)) return undefined;
  // `} else {`: what the closers close is needed, what the line opens is not.
  const closers = /^\s*[)\]}]+/.exec(line.text)?.[0];
  if (closers !== undefined && line.closes[0]?.frame) return line.start + closers.length;
  const closer = closingWord.exec(line.text)?.[0];
  if (languageRow(at.languageId).blockStyle !== 'keywords' || closer === undefined)
    return endBefore(lines, index);
  return hasCloserBelow(closer, line, at) ? endBefore(lines, index) : line.end;
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
  // A line that ends with ')' may be a header whose body begins on the next line.
  const finishes = before.ownOpen > 0 && line.indent <= block.level && !line.full.trimEnd().endsWith(')');
  const openedByCursorsLine = !fresh && (lines[0]?.ownOpen ?? 0) > 0;
  return finishes && (openedByCursorsLine || (fresh && block.level === 0));
}

/** Whether the line stands too far left. Inside brackets only its being left of the block counts. */
function leavesBlock(lines: readonly GeneratedLine[], { level, opens }: Block, at: At): boolean {
  const { blockStyle } = languageRow(at.languageId);
  const line = lines.at(-1);
  const before = lines.at(-2);
  if (!line || !before) return false;
  const bracketed = before.ownOpen + before.cursorOpen > 0;
  if (blockStyle === 'braces') {
    if (line.indent < level) return !line.text.startsWith('#');
    // The model has forgotten the closer, and goes on with what stands beside the block.
    return opens && line.indent === level && before.ownOpen === 0 && !mayStandAtLevel(lines, level);
  }
  if (bracketed) return false;
  if (line.indent < level) return true;
  if (line.indent > level || isContinuation(lines, at)) return false;
  const hadBody = lines.some((candidate) => candidate.visible && candidate.indent > level);
  return opens
    ? line !== lines[0] && hadBody
    : level === 0 && hadBody && closingWord.exec(line.text) === null;
}

/** Members of a namespace, labels and the preprocessor need no indentation; a body on the next line is still to come. */
function mayStandAtLevel(lines: readonly GeneratedLine[], level: number): boolean {
  const header = lines.find((line) => line.visible)?.full ?? '';
  const hadBody = lines.some((line) => line.visible && line.indent > level);
  return !hadBody || holdsDeclarations.test(header) || labelOrMark.test(lines.at(-1)?.text.trimStart() ?? '');
}

const labelOrMark = /^(?:[^\p{L}_@/#]|#(?!\[)|\w+\s*:(?!:)|case\b)/u;

const continuations = {
  braces: undefined,
  /** The rest of a `try` is needed; an `else` is not. */
  indent: { of: /^\s*try\b/, by: /^\s*(?:except|finally|else)\b/ },
  keywords: { of: /./, by: /^\s*(?:else|elsif|elif|rescue|ensure|when|in|then|do)\b/ },
} as const;

function isContinuation(lines: readonly GeneratedLine[], at: At): boolean {
  const rule = continuations[languageRow(at.languageId).blockStyle];
  const line = lines.at(-1);
  if (!rule || !line) return false;
  const header = lines.findLast(
    (candidate) => candidate !== line && candidate.visible && candidate.indent === line.indent,
  );
  const isOfBlock = header !== undefined && (rule.of.test(header.full) || rule.by.test(header.full));
  return isOfBlock && rule.by.test(line.text);
}

function hasCloserBelow(closer: string, { indent }: GeneratedLine, at: At): boolean {
  const { below, tabSize } = surroundingsOf(at);
  const line = below.find((candidate) => indentWidth(candidate, tabSize) <= indent);
  return (
    line !== undefined && indentWidth(line, tabSize) === indent && line.trimStart().startsWith(closer.trim())
  );
}
