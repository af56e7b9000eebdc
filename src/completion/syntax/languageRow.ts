/** The shape of a language's row, and the row of languages without one. */

export interface LanguageRow {
  /** File name of the grammar; undefined when no grammar reads this language honestly. */
  readonly grammar: string | undefined;
  readonly lineComment: string;
  readonly blockComment: readonly [string, string] | undefined;
  /** Characters that open and close a string on one line. */
  readonly quotes: string;
  readonly blockStyle: 'braces' | 'indent' | 'keywords';
  /** Matches a line up to the cursor, without trailing blanks, that has just opened a block. */
  readonly opensBlock: RegExp;
  readonly comments: NodeTypes;
  readonly strings: NodeTypes;
  /** Code inside a string. */
  readonly interpolations: NodeTypes;
  readonly functions: NodeTypes;
  readonly classes: NodeTypes;
  /** Nodes between the delimiters of a block, the delimiters included where the grammar includes them. */
  readonly bodies: NodeTypes;
  /** Statements that hold a block without a body node of their own. */
  readonly blocks: NodeTypes;
  /** Nodes that stand around a declaration and begin it: decorators, `export`, `template<…>`. */
  readonly wrappers: NodeTypes;
  /** Declarations without a body that belong into a list of signatures. */
  readonly members: NodeTypes;
  readonly imports: NodeTypes;
  /** Nodes near the top of a file that hold imports beside other things. */
  readonly importContainers: NodeTypes;
  /** Matches the text of other statements that import. */
  readonly importText: RegExp | undefined;
  /** Nodes whose `{` or `:` asks for a word, not for a block. */
  readonly inlineOpeners: NodeTypes;
}

export type NodeTypes = ReadonlySet<string>;

const cComment = ['/*', '*/'] as const;
const none: NodeTypes = new Set();

/** What holds for most languages that nobody has described here. */
export const fallbackRow: LanguageRow = {
  grammar: undefined,
  lineComment: '//',
  blockComment: cComment,
  quotes: '"\'`',
  blockStyle: 'braces',
  opensBlock: /\{$|(?:^|\s)(?:then|do|begin)$/,
  comments: none,
  strings: none,
  interpolations: none,
  functions: none,
  classes: none,
  bodies: none,
  blocks: none,
  wrappers: none,
  members: none,
  imports: none,
  importContainers: none,
  importText: undefined,
  inlineOpeners: none,
};

/** A set of node types from their names with blanks between. */
export function types(names: string): NodeTypes {
  return new Set(names.split(' '));
}
