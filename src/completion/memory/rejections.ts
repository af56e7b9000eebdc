import type { LinePlace } from '../request';
import { trimClosers } from '../text';
import type { Around } from './around';

/** A person has looked at it and written something else: near certainty is not enough to say it again. */
const factor = 0.1;

/** The oldest go. */
const mostPlaces = 200;

/** Lines that were shown and refused, in this session. */
export class Rejections {
  /** Oldest first. */
  readonly #lines = new Set<string>();

  reject(place: LinePlace): void {
    const key = keyOf(place);
    this.#lines.delete(key);
    this.#lines.add(key);
    const [oldest] = this.#lines;
    if (this.#lines.size > mostPlaces && oldest !== undefined) this.#lines.delete(oldest);
  }

  /** What is taken after all is no longer refused. */
  accept(place: LinePlace): void {
    this.#lines.delete(keyOf(place));
  }

  /** What the vote for a text at the cursor is worth: 1, or less where it was refused. */
  factorOf(uri: string, { linePrefix, before }: Around, text: string): number {
    if (this.#lines.size === 0) return 1;
    return this.#lines.has(keyOf({ uri, before: before[0] ?? '', line: linePrefix + text })) ? factor : 1;
  }
}

/** Closers may be the editor's: they make no other line. */
function keyOf({ uri, before, line }: LinePlace): string {
  return `${uri}\n${before.trim()}\n${trimClosers(line).trimStart()}`;
}
