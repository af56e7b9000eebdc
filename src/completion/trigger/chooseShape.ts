import type { CompletionRequest, CompletionSettings, Shape } from '../request';
import type { LanguageRow } from '../syntax/languages';
import { languageRow } from '../syntax/languages';
import { lineOpensBlock } from '../syntax/lineOpensBlock';
import { pathAt } from '../syntax/pathAt';
import { placeAt } from '../syntax/placeAt';
import { placeInText } from '../syntax/placeInText';
import type { SyntaxTree } from '../syntax/syntaxTree';
import { indentWidth, isBlank, isCloserOnly, lineEnd, linePrefix, lineStart, lineSuffix } from '../text';

/** A fresh line of a block comment or of a string over several lines, or the opening of one. */
const freshProse = /^(?:\*|\/\*\*?|"""|''')?$/;

/** Only compared, never shown: any width serves. */
const tabSize = 4;

/**
 * 'block' where a person would go on writing lines: the line so far opens a block that has no body yet, or the cursor
 * stands on a blank line inside a body or under a comment that says what is to come. 'line' everywhere else, and always
 * when text that says something follows on the line. Comments and strings get lines unless the setting is 'on'. Without
 * a tree the text alone decides.
 */
export function chooseShape(
  request: CompletionRequest,
  tree: SyntaxTree | undefined,
  { insideComments, without }: Pick<CompletionSettings, 'insideComments' | 'without'> = {
    insideComments: 'line',
  },
): Shape {
  const { snapshot, offset } = request;
  const { text } = snapshot;
  if (!isCloserOnly(lineSuffix(text, offset)) || without?.includes('block')) return 'line';
  const row = languageRow(snapshot.languageId);
  const line = linePrefix(text, offset);
  if ((tree ? placeAt(tree, offset) : placeInText(row, text, offset)) !== 'code') {
    return insideComments === 'on' && freshProse.test(line.trim()) ? 'block' : 'line';
  }
  const goesOn = isBlank(line)
    ? continuesBody(row, tree, text, offset)
    : opensBlock(row, tree, text, offset) && !hasBodyBelow(text, offset);
  return goesOn ? 'block' : 'line';
}

/** Whether a line may become a block when what is written there opens one: nothing but closers behind it, no body below. */
export function mayGrow({ snapshot, offset }: CompletionRequest, tree: SyntaxTree | undefined): boolean {
  const { text, languageId } = snapshot;
  if (!isCloserOnly(lineSuffix(text, offset)) || hasBodyBelow(text, offset)) return false;
  return (tree ? placeAt(tree, offset) : placeInText(languageRow(languageId), text, offset)) === 'code';
}

function opensBlock(row: LanguageRow, tree: SyntaxTree | undefined, text: string, offset: number): boolean {
  const line = linePrefix(text, offset).trimEnd();
  if (!lineOpensBlock(row, line)) return false;
  if (!tree) return true;
  const opener = pathAt(tree, lineStart(text, offset) + line.length - 1);
  return !row.inlineOpeners.has(opener.at(-2)?.type ?? '');
}

/** Whether the next line that is not blank is indented deeper than the cursor's: the block has its body already. */
function hasBodyBelow(text: string, offset: number): boolean {
  const below = /\S/.exec(text.slice(lineEnd(text, offset)));
  if (!below) return false;
  const next = lineEnd(text, offset) + below.index;
  return indentWidth(lineAt(text, next), tabSize) > indentWidth(lineAt(text, offset), tabSize);
}

function continuesBody(
  row: LanguageRow,
  tree: SyntaxTree | undefined,
  text: string,
  offset: number,
): boolean {
  const above = endOfLineAbove(text, offset);
  if (above === undefined) return false;
  if (opensBlock(row, tree, text, above)) return true;
  if (isComment(row, tree, text, above) && lineStart(text, offset) === above + 1) return true;
  const path = tree ? pathAt(tree, offset) : [];
  const isInBody = path.some(
    ({ type, startIndex }) =>
      startIndex < offset &&
      (row.bodies.has(type) || row.blocks.has(type) || row.functions.has(type) || row.classes.has(type)),
  );
  const treeKnows = path.length > 0 && row.blockStyle !== 'indent' && path.at(-1)?.hasError === false;
  return isInBody || (!treeKnows && linePrefix(text, offset) !== '');
}

/** The end of the nearest line above that is not blank. */
function endOfLineAbove(text: string, offset: number): number | undefined {
  for (let end = lineStart(text, offset) - 1; end >= 0; end = lineStart(text, end) - 1) {
    if (!isBlank(lineAt(text, end))) return end;
  }
  return undefined;
}

function isComment(row: LanguageRow, tree: SyntaxTree | undefined, text: string, offset: number): boolean {
  const place = tree ? placeAt(tree, offset) : placeInText(row, text, offset);
  const closer = row.blockComment?.[1];
  return place === 'comment' || (closer !== undefined && lineAt(text, offset).trimEnd().endsWith(closer));
}

function lineAt(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), lineEnd(text, offset));
}
