/** What the core asks of the world. */

import type { Decision, Snapshot } from './request';

/**
 * A code model that fills in the middle. `model/llamaModel.ts` is one; `model/remoteModel.ts` is one across a process.
 */
export interface CodeModel {
  readonly fim: FimFormat;
  /** The context window: prompt and completion together, in tokens. */
  readonly contextTokens: number;
  /** What this machine has shown so far with this model; falls back to a careful guess before the first measurement. */
  readonly speed: ModelSpeed;
  /** Cheap and synchronous; may be off by 10 %. The model truncates for certain. */
  estimateTokens(text: string): number;
  /**
   * Text as it is decoded, one chunk a token. The first chunk tells what the prompt cost (its text may be empty).
   * Ends by itself, or throws `signal.reason` when aborted; throws `ModelError` when the model is broken.
   * An abort is obeyed within one token of decoding or one small batch of prompt.
   * An empty `limits.maxTokens` of 0 only reads the prompt: the warm-up.
   */
  generate(prompt: Prompt, limits: GenerateLimits, signal: AbortSignal): AsyncIterable<Chunk>;
}

/** Hands out the model that is in use, loading it when it is not in memory. */
export interface ModelSource {
  /** The model if it is ready now. */
  peek(): CodeModel | undefined;
  /** Waits until the model is ready. Throws `ModelError` when it cannot be, `signal.reason` when the caller gives up. */
  acquire(signal: AbortSignal): Promise<CodeModel>;
}

/** How a model wants to be asked. Data, found in the model file or in the catalogue. */
export interface FimFormat {
  /**
   * - `spm-contiguous`: suffix S prefix P, and the model writes on; P and the middle are one unbroken text.
   * - `spm`: suffix S prefix P middle.
   * - `psm`: prefix P suffix S middle, then what was typed since the anchor.
   * - `prefix-only`: P. For base models without fill-in-the-middle tokens.
   */
  readonly layout: 'spm-contiguous' | 'spm' | 'psm' | 'prefix-only';
  /** How other files are framed: with the model's own file token, as comments, or not at all. */
  readonly files: 'tokens' | 'comments' | 'none';
  /**
   * What follows a file token:
   * - `language-path`: 'language path', for the current file too. Inkling's own models.
   * - `path`: 'path', for the current file only when it is not alone.
   * - `every-path`: 'path', for the current file even when it is alone.
   * - `path-in-prefix`: 'path'; the current file's stands behind the prefix token. Only when it is not alone.
   */
  readonly fileHeader: 'language-path' | 'path' | 'every-path' | 'path-in-prefix';
  /** Whether a repository token may open the prompt. */
  readonly repo: boolean;
}

export interface ModelSpeed {
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

/** A control token is never text: a file that contains "<|fim_middle|>" cannot break out of its prompt. */
export type Prompt = readonly PromptPart[];
export type PromptPart = { readonly text: string } | { readonly control: ControlToken };
export type ControlToken = 'prefix' | 'suffix' | 'middle' | 'file' | 'repo';

export interface GenerateLimits {
  readonly maxTokens: number;
  /** Ends the generation after this many line breaks behind the first visible character. */
  readonly maxLines?: number;
  /** A proposal that the model verifies in one batch: it keeps the agreeing start and writes on from there. */
  readonly draft?: string;
  /**
   * Another answer to the same prompt: begins with the token that is so many places behind the likeliest; 0 when left out.
   * Ends at once where the model sees no other beginning. Does not go with a draft.
   */
  readonly rank?: number;
  /** False leaves the prompt's last tokens as the cursor has broken them, which nobody wants but to measure it. */
  readonly heals?: boolean;
}

export interface Chunk {
  readonly text: string;
  /** How many tokens this chunk stands for: 1, or 0 for the first chunk's report. */
  readonly tokens: number;
  /** Natural logarithm of the probability of the chunk's tokens; 0 for certain. */
  readonly logProbability: number;
  readonly prefill?: Prefill;
}

export interface Prefill {
  readonly promptTokens: number;
  /** Tokens that were not in the KV cache. */
  readonly readTokens: number;
  readonly prefillMs: number;
}

/** The files around the current one. */
export interface Workspace {
  /** Open and recently used text documents, most recently used first. */
  openDocuments(): readonly OpenDocument[];
  /** The project's files, open or not; undefined where nobody reads them. */
  readonly project?: ProjectIndex;
  /** Where the user has changed something lately, the newest first; undefined where nobody watches. */
  recentEdits?(): readonly RecentEdit[];
}

/** Changed lines, and one before them. */
export interface RecentEdit {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  /** As it is now, with LF line ends; only the first lines of a long piece. */
  readonly text: string;
}

export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  /** The text with LF line ends; copied on each call, so call it late and once. */
  read(): string;
}

/** What a worker has made of the project's files. Asked with every request, so it answers at once. */
export interface ProjectIndex {
  /** The same array until something has been learned or forgotten. */
  shelves(): readonly ShelfData[];
}

/**
 * Learned files as arrays, in memory that the worker shares: `shelf/sealedShelf.ts` reads them. Only `live` changes
 * after birth: 1 for each page that is what its file says now.
 */
export interface ShelfData {
  readonly pages: readonly {
    readonly uri: string;
    readonly path: string;
    readonly version: number;
    readonly family: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly live: Uint8Array;
  readonly bytes: Uint8Array;
  readonly lineStarts: Int32Array;
  readonly table: Int32Array;
  readonly entries: Int32Array;
  readonly older: Int32Array;
  readonly newest: Int32Array;
  readonly wordStarts: Int32Array;
}

/** What a language server knows of the receiver before a dot. */
export interface Members {
  /**
   * All names that may stand at `offset`, right behind a dot of the document as it is now. Undefined where nobody knows
   * them all, and when aborted. Never rejects; may take as long as the server does.
   */
  at(snapshot: Snapshot, offset: number, signal: AbortSignal): Promise<ReadonlySet<string> | undefined>;
  /** What `at` has learned meanwhile about this place: at once, and nobody is asked. */
  known(snapshot: Snapshot, offset: number): ReadonlySet<string> | undefined;
}

/** WebAssembly files of the parser and of the grammars. */
export interface Grammars {
  runtime(): Promise<Uint8Array>;
  /** Throws when the file does not exist. */
  load(file: string): Promise<Uint8Array>;
}

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Rejects with `signal.reason` when aborted. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Logger {
  trace(message: string): void;
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string): void;
  warn(message: string): void;
}

/** Receives one line per request. */
export interface Journal {
  record(decision: Decision): void;
}
