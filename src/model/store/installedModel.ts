/** A model file on this machine that the user can choose. Plain data: the manifest, the views and the command line share it. */
export interface InstalledModel {
  /** 'owner/repo:Q8_0' for a download, 'inkling:NAME' for a bundled file, the whole path for a linked or found one. */
  readonly ref: string;
  readonly name: string;
  /** The whole path. */
  readonly file: string;
  /**
   * - `bundled`: came with the extension; read-only.
   * - `downloaded`: ours, in the models folder; we may delete it.
   * - `linked`: the user's own file, named by its path; never copied, moved or deleted.
   * - `found`: another tool's file; never copied, moved or deleted.
   */
  readonly origin: 'bundled' | 'downloaded' | 'linked' | 'found';
  readonly bytes: number;
  /** Undefined when nobody has computed it yet. */
  readonly sha256: string | undefined;
  /** For a download: where it came from. */
  readonly source:
    | { readonly repository: string; readonly revision: string; readonly file: string; readonly url: string }
    | undefined;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  /** When the file's hash was last compared with the manifest's, in milliseconds since 1970. */
  readonly verifiedAt: number | undefined;
  /** For a found file: 'LM Studio', 'Ollama', 'Hugging Face cache', … */
  readonly tool: string | undefined;
}

/** One download as a view shows it. */
export interface DownloadState {
  readonly ref: string;
  readonly kind: 'queued' | 'running' | 'paused' | 'verifying' | 'failed' | 'done';
  readonly bytesDone: number;
  readonly bytesTotal: number | undefined;
  readonly bytesPerSecond: number | undefined;
  /** When `kind` is 'failed': one sentence, and what the user can do. When 'running': what it waits for before another try. */
  readonly problem: { readonly code: string; readonly message: string; readonly remedy: string } | undefined;
}
