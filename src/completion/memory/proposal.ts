/** What this project wrote after the same words: a candidate, and a draft for the model. */
export interface Proposal {
  /** Continues at the cursor, up to the end of the line. Never empty. */
  readonly text: string;
  /** Code units before the cursor that the best place has in common with it. */
  readonly matchLength: number;
  /** How many places have that context. */
  readonly places: number;
  /** The share of these places, 0 to 1, that go on with `text`; a place with more context counts for more. */
  readonly agreement: number;
  /** The estimated chance, 0 to 1, that the line is exactly right. */
  readonly confidence: number;
  /** What fewer of the votes are for, most voted first: for who asks for alternatives. */
  readonly others?: readonly string[];
}
