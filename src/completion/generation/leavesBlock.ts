import type { At } from '../request';
import type { GeneratedLine } from '../syntax/generatedLines';
import { languageRow } from '../syntax/languages';

import { headerOf, holdsDeclarations } from './block';
import type { Block } from './block';

const closingWord = /^\s*(?:end|fi|done|esac)\b/;

/**
 * Whether the last line stands too far left to belong to the block. Inside brackets only its being left of the block counts.
 * A comment may have been put anywhere: the line below it decides.
 */
export function leavesBlock(lines: readonly GeneratedLine[], block: Block, at: At): boolean {
  const { blockStyle } = languageRow(at.languageId);
  const line = lines.at(-1);
  const before = lines.at(-2);
  if (!line || !before) return false;
  const { level, opens } = block;
  if (isComment(line.text, at) && (blockStyle === 'braces' || before.visible)) return false;
  const bracketed = before.ownOpen + before.cursorOpen > 0;
  if (blockStyle === 'braces') {
    if (line.indent < level) return !/^(?:#(?!\s*(?:include|import)\b)|\w+:\s*$)/.test(line.text);
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
  const body = lines.findIndex((line, index) => index > 0 && line.visible && line.text.trim() !== '{');
  const hadBody = lines.some((line, index) => index > 0 && line.visible && line.indent > level);
  if (!hadBody) return true;
  const header = headerOf(lines, at);
  if (holdsDeclarations.test(header) && (lines[body]?.indent ?? 0) <= level) return true;
  const text = lines.at(-1)?.text.trim() ?? '';
  if (label.test(text)) return !label.test(header.trim());
  if (text.startsWith('#') && !beginsBlock.test(text)) return mayBeDirective(text, lines);
  return mark.test(text) && !beginsBlock.test(text) && !isAttribute(text, at);
}

const label = /^(?:case\b.*|default\s*|\w+\s*):(?!:)/;

/** What goes on with the line above rather than beginning something. */
const mark = /^[^\p{L}_@/~]/u;

/** `.class {`: no closer, and no rest of one. */
const beginsBlock = /^(?!#\s*define\b)[^)\]}].*\{$/;

function isAttribute(text: string, { languageId }: At): boolean {
  return languageId === 'csharp' && /^\[[\p{Lu}\w]+\b.*\]$/u.test(text);
}

/** Conditions may stand anywhere, but not the end of one that began outside of the block. Files are not included in the middle. */
function mayBeDirective(text: string, lines: readonly GeneratedLine[]): boolean {
  if (/^#(?:\[|\s*(?:include|import)\b)/.test(text)) return false;
  if (!/^#\s*(?:endif|el)/.test(text)) return true;
  const count = (directive: RegExp): number => lines.filter((line) => directive.test(line.text)).length;
  return count(/^\s*#\s*if/) - count(/^\s*#\s*endif/) >= (/^#\s*endif/.test(text) ? 0 : 1);
}

/** Where what follows the block begins: its comments stand above the last line. */
export function startOfNext(lines: readonly GeneratedLine[], at: At): number {
  let start = lines.length - 1;
  const indent = lines[start]?.indent ?? 0;
  const isOfNext = (line: GeneratedLine | undefined): boolean =>
    line !== undefined && (!line.visible || (line.indent <= indent && isComment(line.text, at)));
  while (start > 1 && isOfNext(lines[start - 1])) start -= 1;
  return start;
}

function isComment(text: string, at: At): boolean {
  const { lineComment } = languageRow(at.languageId);
  return lineComment !== '' && text.trimStart().startsWith(lineComment);
}

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
