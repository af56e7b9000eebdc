import type { ModelSpeed } from '../ports';
import { lineMs } from './lineMs';

/**
 * Who types presses a key each 150 ms; with the pause before it, and with reading what was typed, a line that takes this
 * long comes too late. In milliseconds; measured (docs/lab/ahead.md).
 */
const lateMs = 80;

/** Whether a line of this model comes when the user has gone on. A model of which nothing is known does not. */
export function comesLate(speed: ModelSpeed | undefined): boolean {
  return speed !== undefined && lineMs(speed) > lateMs;
}
