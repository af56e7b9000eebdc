import { lineStart } from '../text';

/** A member's name that is being written. */
export interface MemberAccess {
  /** The offset right behind the dot. */
  readonly start: number;
  /** What of the name stands before the cursor. */
  readonly typed: string;
}

export interface MemberWritten {
  /** The whole name. */
  readonly name: string;
  /** Whether the line gives it a value: `Focus.args = {}`. */
  readonly isGiven: boolean;
}

const nameBegun = /#?(?:[\p{L}_$][\p{L}\p{N}_$]*)?$/u;
const nameContinued = /^#?[\p{L}\p{N}_$]*/u;
const isName = /^#?[\p{L}_$][\p{L}\p{N}_$]*$/u;
const givesValue = /^\s*=(?![=>])/;
const endsNumber = /(?:^|[^\p{L}\p{N}_$.])\d[\d_]*$/u;
const endsReceiver = /[\p{L}\p{N}_$)\]}"'`!]$/u;

/**
 * The member access that the cursor stands in, by the text alone: whether it is code is not asked here.
 *
 *     items.█    items?.fo█    this.#█    )⏎  .th█        not:  1.█   ...█   0..█   from .█
 */
export function memberAccess(text: string, offset: number): MemberAccess | undefined {
  const line = text.slice(lineStart(text, offset), offset);
  const typed = nameBegun.exec(line)?.[0] ?? '';
  const before = line.slice(0, line.length - typed.length);
  if (!before.endsWith('.')) return undefined;
  const start = offset - typed.length;
  const receiver = before.slice(0, before.endsWith('?.') ? -2 : -1);
  // A chain goes on: its receiver stands on a line above.
  const end = receiver.trim() === '' ? text.slice(0, lineStart(text, offset)).trimEnd() : receiver;
  return endsReceiver.test(end) && !endsNumber.test(end) ? { start, typed } : undefined;
}

/** The name that a text makes of the access; undefined where it writes no name there, or no more of it. */
export function memberWritten({ typed }: MemberAccess, text: string): MemberWritten | undefined {
  const rest = nameContinued.exec(text)?.[0] ?? '';
  const name = typed + rest;
  return rest === '' || !isName.test(name)
    ? undefined
    : { name, isGiven: givesValue.test(text.slice(rest.length)) };
}
