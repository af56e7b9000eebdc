/** What can be wrong with a model, as words that code may compare. */
export const modelErrorCodes = [
  'absent',
  'not-found',
  'html-page',
  'not-gguf',
  'truncated',
  'unsupported-version',
  'unknown-architecture',
  'not-a-code-model',
  'chat-only',
  'too-big-for-memory',
  'bad-adapter',
  'engine-missing',
  'load-failed',
  'generation-failed',
  'host-died',
  'bad-message',
  'disposed',
  // Downloading.
  'bad-name',
  'insecure',
  'no-connection',
  'bad-certificate',
  'gated',
  'not-on-hub',
  'changed-on-hub',
  'rate-limited',
  'server-error',
  'wrong-hash',
  'wrong-size',
  // The models folder.
  'disk-full',
  'not-writable',
  'folder-gone',
  'locked',
  'not-deletable',
  'bad-kit',
] as const;

export type ModelErrorCode = (typeof modelErrorCodes)[number];

/** Broken, as opposed to cancelled (`signal.reason`) or nothing to say (`undefined`). */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  /** What the user can do about it: one sentence. */
  readonly remedy: string;

  /** `message` is a sentence for the user. */
  constructor(code: ModelErrorCode, message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}

/** Makes a ModelError of whatever was thrown; one that is a ModelError already stays as it is. */
export function asModelError(thrown: unknown, code: ModelErrorCode, remedy: string): ModelError {
  if (thrown instanceof ModelError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ModelError(code, message, remedy, { cause: thrown });
}
