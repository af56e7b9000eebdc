import type { Fate } from '../../../src/completion/acceptance/answerOf';
import type { Clock } from '../../../src/completion/ports';
import type { Ghost } from './agreement';

/** A text that came up, as long as something of it is on the screen. */
export interface Seen {
  /** As it came up. */
  readonly ghost: Ghost;
  /** What stood before it then. */
  readonly written: string;
  readonly atMs: number;
}

/** `seenMs` after the first letter of it came up. */
export type Hear = (fate: Fate, seen: Seen, seenMs: number) => void;

/** Tells what becomes of what is shown, as the extension's `GhostText` does. */
export class Onlooker {
  readonly #clock: Clock;
  readonly #hear: Hear | undefined;
  #seen: Seen | undefined;
  /** What is left of it. */
  #rest = '';

  constructor(clock: Clock, hear: Hear | undefined) {
    this.#clock = clock;
    this.#hear = hear;
  }

  /** Another text came up behind `written`, or nothing. */
  sees(ghost: Ghost | undefined, written: string): void {
    this.#seen = ghost && { ghost, written, atMs: this.#clock.now() };
    this.#rest = ghost?.text ?? '';
  }

  /** A key was pressed; a slip that is taken back says nothing. */
  typed(before: string, after: string): void {
    const inserted = after.startsWith(before) ? after.slice(before.length) : undefined;
    if (inserted === undefined) this.#tell('ignored', undefined);
    else if (this.#rest.startsWith(inserted)) this.#tell('typed-through', this.#rest.slice(inserted.length));
    else this.#tell('typed-over', undefined);
  }

  /** So much of it was accepted. */
  took(text: string): void {
    const rest = this.#rest.slice(text.length);
    this.#tell(rest === '' ? 'accepted' : 'accepted-part', rest);
  }

  #tell(fate: Fate, rest: string | undefined): void {
    const seen = this.#seen;
    if (rest === undefined || rest === '') this.#seen = undefined;
    this.#rest = rest ?? '';
    if (seen) this.#hear?.(fate, seen, this.#clock.now() - seen.atMs);
  }
}
