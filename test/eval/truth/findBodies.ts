import { bodyOf, insideOf } from '../../../src/completion/syntax/bodyOf';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { placeAt } from '../../../src/completion/syntax/placeAt';
import { isBlank, lineEnd, linePrefix } from '../../../src/completion/text';

type Node = NonNullable<SyntaxTree['root']>;

/** A body over several lines, as the tree has it. */
export interface Body {
  /** Behind what opens it, before the line break. */
  readonly start: number;
  /** Behind its last statement. */
  readonly end: number;
  /** What closes it, on a line of its own; undefined where indentation alone does. */
  readonly closer: { readonly start: number; readonly end: number } | undefined;
  /** The end of what goes on behind the body and cannot stand without: the rest of a `try`. */
  readonly needed: number;
  /** Where members of a class end before a blank line: a completion may well be one of them. */
  readonly members: readonly number[];
  /** Statements that begin a line and end one, in order. */
  readonly statements: readonly { readonly start: number; readonly end: number }[];
}

const mostLines = 40;
const mostUnits = 3_000;
/** What holds declarations beside classes. */
const holders = /namespace|module|mod_item|extern|linkage|internal_module/;
const closingWord = /\s*(?:end|fi|done|esac)\b/y;

/** The bodies of a file that a person could come to write: of functions, classes and statements, free of errors. */
export function findBodies(tree: SyntaxTree): readonly Body[] {
  const { root, row, text } = tree;
  const found: Body[] = [];
  const visit = (node: Node): void => {
    if (row.comments.has(node.type) || row.strings.has(node.type)) return;
    if (row.bodies.has(node.type) && node.parent && !node.parent.hasError) {
      const body = describe(node);
      if (body) found.push(body);
    }
    for (const child of node.namedChildren) visit(child);
  };
  if (root) visit(root);
  return found;

  function describe(node: Node): Body | undefined {
    const inside = wordsOf(node) ?? insideOf(node, text);
    const end = inside.start + text.slice(inside.start, inside.end).trimEnd().length;
    const { start } = inside;
    const lines = text.slice(start, end).split('\n').length - 1;
    if (text.charAt(start) !== '\n' || end - start > mostUnits || lines < 1 || lines > mostLines)
      return undefined;
    if (isBlank(text.slice(start, end)) || isBlank(linePrefix(text, start))) return undefined;
    // Nobody begins a body behind `{ // why`.
    if (placeAt(tree, start) !== 'code') return undefined;
    const closer = closerBehind(end);
    if (row.blockStyle === 'indent' ? closer : !closer) return undefined;
    const owner = node.parent;
    const needed = owner && /try|begin|do_statement/.test(owner.type) ? owner.endIndex : (closer?.end ?? end);
    const holdsMembers = owner !== null && (row.classes.has(owner.type) || holders.test(owner.type));
    const members = (holdsMembers ? node.namedChildren : [])
      .map(({ endIndex }) => endIndex)
      .filter((each) => /^[^\n]*\n\s*\n/.test(text.slice(each, each + 400)));
    return { start, end, closer, needed, members, statements: statementsOf(node, start, end) };
  }

  /** `do … done` has its words inside. */
  function wordsOf(node: Node): { readonly start: number; readonly end: number } | undefined {
    const isGroup = node.type === 'do_group';
    return isGroup ? { start: node.startIndex + 2, end: node.endIndex - 4 } : undefined;
  }

  function closerBehind(end: number): Body['closer'] {
    const start = end + /^\s*/.exec(text.slice(end))![0].length;
    if (row.blockStyle === 'indent' || !text.slice(end, start).includes('\n')) return undefined;
    if (text.charAt(start) === '}') return { start, end: start + 1 };
    closingWord.lastIndex = end;
    const word = closingWord.exec(text);
    return word ? { start, end: end + word[0].length } : undefined;
  }

  function statementsOf(node: Node, start: number, end: number): Body['statements'] {
    const list = node.type === 'do_group' || node.namedChildCount !== 1 ? node : inner(node);
    return list.namedChildren.flatMap((child) => {
      if (row.comments.has(child.type) || child.startIndex < start || child.endIndex > end) return [];
      const rest = text.slice(child.endIndex, lineEnd(text, child.endIndex));
      const isAlone = isBlank(linePrefix(text, child.startIndex)) && /^[;,]?\s*$/.test(rest);
      return isAlone ? [{ start: child.startIndex, end: child.endIndex + rest.trimEnd().length }] : [];
    });
  }

  function inner(node: Node): Node {
    return bodyOf(node, row) ?? node;
  }
}
