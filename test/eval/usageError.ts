/** The arguments, or a file that they name, make no sense; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
