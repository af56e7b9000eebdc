import type { ModelError } from '../errors';

/** A failure that may pass by itself. `problem` is what the user hears when it does not. */
export class Transient extends Error {
  override readonly name = 'Transient';
  readonly problem: ModelError;
  /** How long the server wants to be left alone, in milliseconds; undefined when it does not say. */
  readonly waitMs: number | undefined;

  constructor(problem: ModelError, waitMs?: number) {
    super(problem.message, { cause: problem });
    this.problem = problem;
    this.waitMs = waitMs;
  }
}
