/** The nouns of the line. All text has LF line ends; the shell translates at the door. Offsets and lengths are UTF-16 code units. */

/** The document at one moment: the one copy of its text that a request makes. */
export interface Snapshot {
  readonly uri: string;
  /** Relative to the workspace folder, with '/'; an untitled document's name when it has no file. */
  readonly path: string;
  /** VS Code's language id, such as 'typescript'. */
  readonly languageId: string;
  /** Grows with every change of the document. */
  readonly version: number;
  readonly text: string;
}

export interface CompletionRequest {
  readonly id: number;
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly trigger: 'automatic' | 'manual';
  /** What one level of indentation looks like in this editor: '\t' or some spaces. */
  readonly indentUnit: string;
  /** Milliseconds on the Clock when the user last changed this document; undefined when the caret moved without an edit. */
  readonly editedAt: number | undefined;
  /** What that edit was; left out where nobody knows, which counts as typing. */
  readonly lastEdit?: LastEdit;
  readonly hasSelection: boolean;
  readonly cursorCount: number;
}

export interface CompletionSettings {
  readonly enabled: boolean;
  readonly automatic: boolean;
  readonly disabledLanguages: readonly string[];
  /** Completion inside comments and strings. */
  readonly insideComments: 'on' | 'line' | 'off';
  /** How sure a completion has to be before it is shown unasked. */
  readonly profile: Profile;
  readonly maxLines: number;
  readonly maxTokens: number;
  /** How long a cold prompt may be read before the first token, in milliseconds. */
  readonly prefillBudgetMs: number;
  /** The smallest pause after a keystroke, in milliseconds; 'adaptive' follows the user's rhythm. */
  readonly debounce: 'adaptive' | number;
  readonly useOpenFiles: boolean;
  /** Prepare in idle time what may come next. */
  readonly speculate: boolean;
  /** Whether what the user has accepted and rejected decides what is shown unasked. */
  readonly learn: boolean;
  /** Whether a language server is asked for the members behind a dot. */
  readonly checkMembers: boolean;
  /** Left out for a measurement; nobody's setting. */
  readonly without?: readonly Rule[];
}

/** What can be left out to measure what it brings. `stop:` is a rule that ends a stream, `polish:` a filter. */
export const rules = [
  'cache',
  'backspaced',
  'join',
  'block',
  'growth',
  'memory',
  'analogies',
  'memory-draft',
  'sure-at-once',
  'imports',
  'open-windows',
  'project-windows',
  'declarations',
  'recent-edits',
  'suffix',
  'anchor',
  'elision',
  'redaction',
  'healing',
  'stop:line-end',
  'stop:suffix',
  'stop:outside-closer',
  'stop:block-end',
  'stop:declaration',
  'stop:repeated-lines',
  'stop:blank-lines',
  'stop:max-lines',
  'stop:repeated-phrase',
  'gate',
  'sure-tail',
  'polish:unfinished-line',
  'polish:line-ends',
  'polish:half-character',
  'polish:one-line',
  'polish:doubled-blank',
  'polish:indentation',
  'polish:loop',
  'polish:repeat-of-above',
  'polish:repeat-of-below',
  'polish:rest-of-line',
  'polish:outside-closer',
  'polish:blank-ends',
  'polish:paired-closers',
  'polish:open-string',
  'polish:open-brackets',
  'validity',
  'ahead',
  'first-line',
  'warm-up',
] as const;

export type Rule = (typeof rules)[number];

/** The names of the rules of one kind: `RuleOf<'stop'>` has 'suffix' for 'stop:suffix'. */
export type RuleOf<Kind extends string> = Rule extends infer Each
  ? Each extends `${Kind}:${infer Name}`
    ? Name
    : never
  : never;

/**
 * `accepted` is a completion taken to the end of its line, `snippet` an edit in the middle of a line that a snippet has
 * put there, whose next stop waits.
 */
export type LastEdit = 'typed' | 'undone' | 'pasted' | 'accepted' | 'snippet';

/** A line as a completion would have made it, and the line above it that is not blank: the same place though lines move. */
export interface LinePlace {
  readonly uri: string;
  readonly before: string;
  readonly line: string;
}

/** Fewer and surer completions, or more of them. */
export type Profile = 'calm' | 'balanced' | 'eager';

/** Complete the rest of the line, or lines until the block ends. */
export type Shape = 'line' | 'block';

/** Code from elsewhere, to be put into the prompt. */
export interface Snippet {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** Larger is better; comparable within one request only. */
  readonly score: number;
  readonly collector: string;
}

/** What a continuation may look at: the cursor's surroundings. Read by stop rules and by polish. */
export interface At {
  /** All text before the cursor. */
  readonly prefix: string;
  /** All text after the cursor. */
  readonly suffix: string;
  readonly languageId: string;
  readonly shape: Shape;
  readonly indentUnit: string;
  readonly maxLines: number;
  /** In a long file, the start of a line far above the cursor that the syntax tree knows to be code. */
  readonly codeAt?: number;
  /** As in the settings. */
  readonly without?: readonly Rule[];
  /** In line shape, where the line may grow: the same place in block shape. `grownAt` says when. */
  readonly asBlock?: At;
}

export interface Completion {
  /** What to insert at the cursor. Never empty. */
  readonly text: string;
  /** How many code units right of the cursor, on its line, the text replaces. */
  readonly replace: number;
  readonly shape: Shape;
  readonly source: Source;
  /** What the acceptance model learns from when the user has answered; left out where it is off. */
  readonly features?: Features;
}

/** Numbers by names that the user can read; what is left out is 0. */
export type Features = Readonly<Record<string, number>>;

/** Where a completion came from. */
export type Source = 'model' | 'joined' | 'cache' | 'memory';

/** Why nothing was shown: a short stable word for the status bar, the inspector and the command line. */
export type Reason =
  | 'disabled'
  | 'language-disabled'
  | 'automatic-off'
  | 'selection'
  | 'several-cursors'
  | 'caret-moved'
  | 'undone'
  | 'pasted'
  | 'just-accepted'
  | 'snippet'
  | 'inside-word'
  | 'inside-comment'
  | 'inside-string'
  | 'binary-or-minified'
  | 'empty-document'
  | 'nothing-generated'
  | 'filtered'
  | 'syntax-error'
  | 'not-judged'
  | 'unknown-member'
  | 'unsure'
  | 'unwanted'
  | 'cancelled'
  | 'model-absent'
  | 'model-failed';

/** One request's story, for the inspector, the log and the command line. Numbers are undefined when the stage did not run. */
export interface Decision {
  readonly id: number;
  readonly shape?: Shape;
  readonly source?: Source;
  /** Set when nothing was shown. */
  readonly reason?: Reason;
  /** The stop rule that ended the model's text; 'limit' when the tokens ran out. */
  readonly stop?: string;
  /** Which filters changed the text, in order. */
  readonly cuts?: readonly string[];
  /** The estimated chance that the first line of the candidate is exactly right, 0 to 1. */
  readonly confidence?: number;
  /** The model's text before polish. */
  readonly raw?: string;
  readonly promptTokens?: number;
  /** Tokens that were not in the KV cache and had to be read. */
  readonly readTokens?: number;
  readonly generatedTokens?: number;
  /** From the request's start to the first token. */
  readonly ttftMs?: number;
  readonly totalMs: number;
  readonly stagesMs?: Readonly<Record<string, number>>;
}
