/** One place that has the cursor's context, and what stands there. */
export interface Place {
  /** The rest of the line behind the match, trimmed at its end; may be empty. */
  readonly text: string;
  /** What the place has in common with the text before the cursor, across lines, indentation and blank lines aside. */
  readonly length: number;
  /** Whether the line behind it is the one behind the cursor's. */
  readonly hasSameNext: boolean;
  /** Whether it is in the current file. */
  readonly isHere: boolean;
  /** How many equal places this one stands for. */
  readonly weight: number;
}
