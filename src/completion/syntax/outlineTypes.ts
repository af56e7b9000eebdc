/** A stretch of the text, in code units; `end` is behind the last one. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A declaration or statement with a body around the cursor. */
export interface Scope extends Range {
  /** Behind the delimiter that opens the body. Behind the offset when the cursor stands in the header. */
  readonly bodyStart: number;
  readonly kind: 'class' | 'function' | 'other';
}

export interface Outline {
  /** In the order of the text. */
  readonly imports: readonly Range[];
  /** Enclosing the offset, outermost first. */
  readonly scopes: readonly Scope[];
  /**
   * Between the delimiters of bodies that do not enclose the offset, in the order of the text, never overlapping: of
   * functions, and of classes that hold no function. Bodies of less than a few lines are not listed, nor those far away.
   */
  readonly bodies: readonly Range[];
}
