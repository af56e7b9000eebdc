/** Where the cursor stands, and what is missing behind it. */
export const variants = [
  /** Within a line, with the file's own text behind it. */
  'line',
  /** Behind what opens a body; what closes it stands on the next line: `{█⏎}`. In Python nothing closes. */
  'below',
  /** The same with the closer right of the cursor, where an editor puts it: `{█}`. */
  'pair',
  /** On the first line of a body, which is indented; the closer stands below. */
  'fresh',
  /** On the line of a later statement of a body; the rest of the body is missing. */
  'tail',
  /** On the line of one statement; the next one stands below. */
  'statement',
  /** Behind what opens a body; the body and its closer are missing, what follows them is there. */
  'open',
  /** The same at the end of the file: nothing follows. */
  'end',
] as const;
export type Variant = (typeof variants)[number];

/** A place in a file, what stood there, and how the file went on. Offsets and lengths are UTF-16 code units. */
export interface TruthHole {
  readonly variant: Variant;
  readonly path: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly suffix: string;
  /** What is missing, to where the syntax tree ends it: without the closer when the suffix has it. */
  readonly truth: string;
  /** What may come with it when it is not in the suffix: the rest of the closer's line, the rest of a `try`. */
  readonly also: string;
  /** Lengths of the truth at which a member of a class ends, which is a good end as well. */
  readonly members: readonly number[];
  /** What the file says behind the truth: how the model goes on. */
  readonly rest: string;
}
