/** Shorter gaps are one act: a paste, an auto-closed bracket, an accepted suggestion. In milliseconds. */
const shortestMs = 15;

/** Longer gaps are thinking, not typing. In milliseconds. */
const longestMs = 1_000;

/** Enough for a steady median, few enough to follow a change of mood within a minute of typing. */
const keptPauses = 60;

/** A median of fewer pauses is chance. */
const fewestPauses = 10;

/** How fast this user types, from the times of their last edits. */
export class TypingRhythm {
  readonly #pauses: number[] = [];
  #lastAt: number | undefined;

  /** An edit happened at this time on the Clock, in milliseconds. */
  note(atMs: number): void {
    const pause = atMs - (this.#lastAt ?? atMs);
    this.#lastAt = atMs;
    if (pause < shortestMs || pause > longestMs) return;
    this.#pauses.push(pause);
    if (this.#pauses.length > keptPauses) this.#pauses.shift();
  }

  /** The median pause between two keystrokes; undefined until there are enough of them. */
  medianPauseMs(): number | undefined {
    if (this.#pauses.length < fewestPauses) return undefined;
    const sorted = this.#pauses.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
