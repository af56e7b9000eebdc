import type { LearnedFile } from './library';

/** Where the project's files come from: the editor's file system, or a folder on the disk. */
export interface FileSource {
  /** The files to learn, the most relevant first. Throws `signal.reason` when aborted. */
  list(signal: AbortSignal): Promise<readonly LearnedFile[]>;
  /** One file as it is now; undefined when it is gone or not to be learned. */
  look(uri: string): Promise<LearnedFile | undefined>;
  /** Undefined when it cannot be read. */
  read(uri: string): Promise<Uint8Array | undefined>;
}

/** Larger files are data or somebody's build output more often than code to learn from; in bytes. */
export const largestFile = 400_000;
