import { ModelError } from '../model/errors';

/** An error as sentences for the user: what is wrong and, where it is known, what to do. */
export function describeError(error: unknown): string {
  if (error instanceof ModelError) return `${error.message} ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
