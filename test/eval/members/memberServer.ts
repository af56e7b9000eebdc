/** What a server says of the place right behind a dot. */
export interface ServerAnswer {
  readonly members: ReadonlySet<string>;
  /** Words of the file: what the server offers where it does not know the receiver, in JavaScript beside what it knows. */
  readonly guesses: ReadonlySet<string>;
  readonly isIncomplete: boolean;
}

/** The answer is undefined for no list. */
export interface Timed {
  readonly answer: ServerAnswer | undefined;
  readonly ms: number;
  readonly cpuMs: number;
}
