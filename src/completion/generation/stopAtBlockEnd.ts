import type { At } from '../request';
import { isBracket } from '../syntax/brackets';
import { languageRow } from '../syntax/languages';
import { surroundingsOf } from '../syntax/surroundings';
import { indentWidth } from '../text';

import { blockOf, headerOf, holdsDeclarations } from './block';
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
    return endBefore(lines, index);
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

/** Whether the line stands too far left. Inside brackets only its being left of the block counts. */
function leavesBlock(lines: readonly GeneratedLine[], { level, opens }: Block, at: At): boolean {
  const { blockStyle } = languageRow(at.languageId);
  const line = lines.at(-1);
  const before = lines.at(-2);
  if (!line || !before) return false;
  const bracketed = before.ownOpen + before.cursorOpen > 0;
  if (blockStyle === 'braces') {
    if (line.indent < level) return !/^(?:#|\w+:\s*$)/.test(line.text);
    // The model has forgotten the closer, and goes on with what stands beside the block.
    return opens && line.indent === level && before.ownOpen === 0 && !mayStandAtLevel(lines, level, at);
  }
  if (bracketed) return false;
  if (line.indent < level) return !handler.test(line.text);
  if (line.indent > level || isContinuation(lines, at)) return false;
  const hadBody = lines.some((candidate) => candidate.visible && candidate.indent > level);
  return opens
    ? line !== lines[0] && hadBody
    : level === 0 && hadBody && closingWord.exec(line.text) === null;
}

/** Ruby's handlers stand at the level of the method's own line, and belong to its body. */
const handler = /^\s*(?:rescue|ensure)\b/;

/** Members of a namespace, labels and the preprocessor need no indentation; a body on the next line is still to come. */
function mayStandAtLevel(lines: readonly GeneratedLine[], level: number, at: At): boolean {
  const hadBody = lines.some((line, index) => index > 0 && line.visible && line.indent > level);
  return (
    !hadBody ||
    holdsDeclarations.test(headerOf(lines, at)) ||
    labelOrMark.test(lines.at(-1)?.text.trimStart() ?? '')
  );
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
  const isHeader = ({ indent, full }: GeneratedLine): boolean => indent === line.indent && rule.of.test(full);
  return rule.by.test(line.text) && lines.slice(0, -1).some((each) => each.visible && isHeader(each));
}

function hasCloserBelow(closer: string, { indent }: GeneratedLine, at: At): boolean {
  const { below, tabSize } = surroundingsOf(at);
  const line = below.find((candidate) => indentWidth(candidate, tabSize) <= indent);
  return (
    line !== undefined && indentWidth(line, tabSize) === indent && line.trimStart().startsWith(closer.trim())
  );
}
