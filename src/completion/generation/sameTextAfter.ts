const leadingClosers = /^[\s)\]}>"'`;,:]*/;

/**
 * Whether the text after the cursor is the same but for closers right behind the cursor, which the editor puts there
 * and takes away while the user types: `(` brings `)`, typing `)` passes it, Enter moves `}` to its own line.
 */
export function sameTextAfter(before: string, now: string): boolean {
  if (before === now) return true;
  const closersBefore = leadingClosers.exec(before)?.[0] ?? '';
  const closersNow = leadingClosers.exec(now)?.[0] ?? '';
  if (before.length - closersBefore.length !== now.length - closersNow.length) return false;
  const a = closersBefore.replace(/\s+/g, '');
  const b = closersNow.replace(/\s+/g, '');
  if (!a.endsWith(b) && !b.endsWith(a)) return false;
  return before.slice(closersBefore.length) === now.slice(closersNow.length);
}
