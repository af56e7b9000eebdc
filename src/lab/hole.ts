/** The nouns of the lab. Offsets and lengths are UTF-16 code units of texts with LF line ends. */

/** One file of a corpus. */
export interface CorpusFile {
  /** Where it came from, for the report: 'src' of this repository, or a package. */
  readonly package: string;
  readonly path: string;
  /** VS Code's id. */
  readonly languageId: string;
  readonly text: string;
}

export const kinds = [
  'rest-of-line',
  'mid-word',
  'mid-line',
  'argument-list',
  'right-hand-side',
  'condition',
  'statement',
  'function-body',
  'import',
] as const;
export type Kind = (typeof kinds)[number];

/** A stretch of a file that is taken out. */
export interface Gap {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** The files of a package. The same array for all of its holes: it is learned once. */
export interface ProjectFiles {
  readonly files: readonly CorpusFile[];
  /** Paths of copies of the file with the hole, which would give the answer away. */
  readonly hidden: ReadonlySet<string>;
}

/** A place to complete, and what stood there. */
export interface Hole {
  /** Unique in its run and the same in every run with the same seed and corpus. */
  readonly id: string;
  readonly kind: Kind | 'suite';
  readonly package: string;
  readonly path: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly expected: string;
  /** The other files that count as open, the most similar path first. */
  readonly neighbours: readonly CorpusFile[];
  /** The whole package, as the project index has learned it; undefined where there is none. */
  readonly project?: ProjectFiles;
}
