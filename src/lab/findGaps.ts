import { bodyOf, insideOf } from '../completion/syntax/bodyOf';
import type { LanguageRow } from '../completion/syntax/languages';
import type { SyntaxTree } from '../completion/syntax/syntaxTree';
import { isBlank, isCloserOnly, lineEnd, linePrefix } from '../completion/text';
import type { Dice } from './dice';
import type { Gap, Kind } from './hole';

type Node = NonNullable<SyntaxTree['root']>;

/** How long a gap of each kind may be, in code units: shorter ones say nothing, longer ones nobody could guess. */
const lengths: Readonly<Record<Kind, readonly [least: number, most: number]>> = {
  'rest-of-line': [4, 80],
  'mid-word': [2, 80],
  'mid-line': [3, 40],
  'argument-list': [2, 80],
  'right-hand-side': [3, 100],
  condition: [4, 100],
  statement: [8, 400],
  'function-body': [10, 800],
  import: [4, 120],
};
const mostLines: Partial<Record<Kind, number>> = { statement: 6, 'function-body': 12 };

/** Where `=` gives a default or an attribute and not the right-hand side of a statement. */
const notAssignments = /parameter|argument|attribute|pattern|enum/;

/** The gaps that a person could come to fill, from the syntax tree. The dice choose the ends in the middle of lines. */
export function findGaps(tree: SyntaxTree, dice: Dice): readonly Gap[] {
  const { root, row, text } = tree;
  if (!root) return [];
  const found: Gap[] = [];
  const leaves: Node[] = [];
  const visit = (node: Node): void => {
    if (row.comments.has(node.type) || node.isError) return;
    found.push(...nodeGaps(node, row, text));
    if (node.childCount === 0 || row.strings.has(node.type)) leaves.push(node);
    else for (const child of node.children) visit(child);
  };
  visit(root);
  for (const [index, leaf] of leaves.entries()) found.push(...leafGaps(leaf, leaves, index, text, dice));
  return found.filter((gap) => isFair(gap, row, text));
}

/** Gaps of whole nodes. */
function nodeGaps(node: Node, row: LanguageRow, text: string): readonly Gap[] {
  const { startIndex: start, type } = node;
  const end = lineEnd(text, start);
  if (
    type !== 'package_clause' &&
    (row.imports.has(type) || (row.importText?.test(text.slice(start, node.endIndex)) ?? false))
  ) {
    const word = /^\w+ /.exec(text.slice(start, end));
    return word && isFirst(text, start) ? [{ kind: 'import', start: start + word[0].length, end }] : [];
  }
  const gaps: Gap[] = [];
  if (type === 'arguments' || type === 'argument_list') {
    gaps.push({ kind: 'argument-list', start: start + 1, end: node.endIndex - 1 });
  }
  if (row.functions.has(type)) {
    const body = bodyOf(node, row);
    const inside = body && insideOf(body, text);
    if (inside) gaps.push({ kind: 'function-body', ...trimmed(text, inside.start, inside.end) });
  }
  const holdsStatements = node.parent !== null && (!node.parent.parent || row.bodies.has(node.parent.type));
  if (holdsStatements && node.isNamed && !row.functions.has(type) && !row.classes.has(type)) {
    const rest = text.slice(node.endIndex, lineEnd(text, node.endIndex));
    if (/^[;,]?\s*$/.test(rest))
      gaps.push({ kind: 'statement', start, end: node.endIndex + rest.trimEnd().length });
  }
  return gaps;
}

/** Gaps that begin at a word or a sign. */
function leafGaps(
  leaf: Node,
  leaves: readonly Node[],
  index: number,
  text: string,
  dice: Dice,
): readonly Gap[] {
  const { startIndex: start, endIndex } = leaf;
  const end = lineEnd(text, start);
  const word = text.slice(start, endIndex);
  const next = leaves[index + 1];
  const gaps: Gap[] = [];
  if (!isFirst(text, start)) {
    gaps.push({ kind: 'rest-of-line', start, end });
    const last = leaves[index + dice.below(5)];
    if (last && last.endIndex <= end) gaps.push({ kind: 'mid-line', start, end: last.endIndex });
  }
  if (/^[\p{L}_$][\p{L}\p{N}_$]{3,}$/u.test(word)) {
    gaps.push({ kind: 'mid-word', start: start + 2 + dice.below(word.length - 2), end });
  }
  if (!next || next.startIndex >= end) return gaps;
  const endsHere = (leaf.parent?.endIndex ?? 0) <= end;
  if (/^(?::|[-+*/|&])?=$/.test(word) && endsHere && !notAssignments.test(leaf.parent?.type ?? '')) {
    gaps.push({ kind: 'right-hand-side', start: next.startIndex, end });
  }
  if (!leaf.isNamed && /^(?:if|elif|while|switch|match|unless)$/.test(word)) {
    const opensBracket = text.charAt(next.startIndex) === '(';
    gaps.push({ kind: 'condition', start: next.startIndex + (opensBracket ? 1 : 0), end });
  }
  return gaps;
}

function isFair({ kind, start, end }: Gap, row: LanguageRow, text: string): boolean {
  const [least, most] = lengths[kind];
  const expected = text.slice(start, end);
  if (expected.length < least || expected.length > most || expected.trim() !== expected) return false;
  if (expected.split('\n').length > (mostLines[kind] ?? 1)) return false;
  // What a person would say in a comment is nobody's guess.
  if (expected.includes(row.lineComment) || (row.blockComment && expected.includes(row.blockComment[0])))
    return false;
  const rest = text.slice(end, lineEnd(text, end));
  // A piece with half a pair of brackets in it is nothing that a person leaves out.
  if (kind === 'mid-line')
    return /[\p{L}\p{N}]/u.test(rest) && !isCloserOnly(expected) && isBalanced(expected);
  if (kind === 'statement' || kind === 'function-body') return isFirst(text, start) && isCloserOnly(rest);
  return !isCloserOnly(expected);
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Nothing but blanks stands before it on its line. */
function isFirst(text: string, offset: number): boolean {
  return isBlank(linePrefix(text, offset));
}

function trimmed(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const inside = text.slice(start, end);
  return { start: start + inside.length - inside.trimStart().length, end: start + inside.trimEnd().length };
}
