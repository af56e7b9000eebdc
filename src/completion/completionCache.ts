import type { Completion, Snapshot } from './request';
import { isCloserOnly } from './text';

/** What was shown, and the document that it was shown for. */
interface Entry {
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly completion: Completion;
  readonly range: Range;
}

/** Whether a completion also serves where the user has deleted a little before its place. */
export type Range = 'typed-through' | 'backspaced';

/** Enough for going back and forth in a few places. */
const maxEntries = 64;
/** Entries keep their document's text alive: 16 MB at most. */
const maxUnits = 8_000_000;
/** Deleting more than this is more likely a change of mind than the repair of a slip. */
const maxDeleted = 4;

/**
 * Finished completions. A completion is a wish for what the document shall become; it serves every document on the
 * way there: while it is typed or accepted word by word, after backspacing a little, and after undo.
 */
export class CompletionCache {
  /** Most recently used last. */
  #entries: readonly Entry[] = [];

  /**
   * The rest of a completion for this place. For k typed characters that agree it is `text.slice(k)`. A completion whose rest
   * does not fit is forgotten.
   */
  find(
    snapshot: Snapshot,
    offset: number,
    fits: (text: string) => boolean = () => true,
  ): Completion | undefined {
    const newestFirst = this.#entries.filter((entry) => entry.snapshot.uri === snapshot.uri).reverse();
    for (const restOf of [typedThrough, backspaced]) {
      for (const entry of newestFirst) {
        const found = restOf(entry, snapshot, offset);
        if (!found) continue;
        this.#entries = this.#entries.filter((other) => other !== entry);
        if (!fits(found.text)) continue;
        this.#entries = [...this.#entries, entry];
        return { ...entry.completion, ...found, source: 'cache' };
      }
    }
    return undefined;
  }

  remember(snapshot: Snapshot, offset: number, completion: Completion, range: Range = 'backspaced'): void {
    const others = this.#entries.filter((entry) => {
      return !(entry.offset === offset && isSameText(entry.snapshot, snapshot));
    });
    this.#entries = bounded([...others, { snapshot, offset, completion, range }]);
  }

  /** Another completion for a place that has one: found where what is typed agrees with this one alone. */
  rememberBeside(snapshot: Snapshot, offset: number, completion: Completion): void {
    const entry: Entry = { snapshot, offset, completion, range: 'typed-through' };
    this.#entries = bounded([...this.#entries.slice(0, -1), entry, ...this.#entries.slice(-1)]);
  }

  /** The document was closed, renamed or deleted. */
  forget(uri: string): void {
    this.#entries = this.#entries.filter((entry) => entry.snapshot.uri !== uri);
  }
}

interface Found {
  readonly text: string;
  readonly replace: number;
}

function typedThrough(entry: Entry, snapshot: Snapshot, offset: number): Found | undefined {
  const typed = offset - entry.offset;
  const { text } = entry.completion;
  if (typed < 0 || typed >= text.length) return undefined;
  if (snapshot.text.slice(entry.offset, offset) !== text.slice(0, typed)) return undefined;
  if (!snapshot.text.startsWith(entry.snapshot.text.slice(0, entry.offset))) return undefined;
  return reach(entry, text.slice(typed), snapshot.text.slice(offset));
}

function backspaced(entry: Entry, snapshot: Snapshot, offset: number): Found | undefined {
  const count = entry.offset - offset;
  if (entry.range === 'typed-through' || count <= 0 || count > maxDeleted) return undefined;
  const deleted = entry.snapshot.text.slice(offset, entry.offset);
  if (deleted.includes('\n') || !entry.snapshot.text.startsWith(snapshot.text.slice(0, offset)))
    return undefined;
  return reach(entry, deleted + entry.completion.text, snapshot.text.slice(offset));
}

/**
 * Makes the document that the completion wished for out of one that has `after` behind the cursor. Between the two
 * moments the editor may have put closers behind the cursor or have passed some.
 *
 *     wished   foo(├a, b)┤          then `(` is typed      foo(█)  →  foo(├a, b)┤)╣
 */
function reach({ snapshot, offset, completion }: Entry, rest: string, after: string): Found | undefined {
  const before = snapshot.text.slice(offset);
  if (after === before) return { text: rest, replace: completion.replace };
  const kept = before.slice(completion.replace);
  if (after.endsWith(kept)) {
    const added = after.slice(0, after.length - kept.length);
    if (!isCloserOnly(added)) return undefined;
    // Enter between brackets puts the closer on a line of its own: `{█}` becomes `{`, the cursor's line and `}`.
    if (added.includes('\n')) return shown(rest.endsWith(added) ? rest.slice(0, -added.length) : '', 0);
    return isSubsequence(added, rest) ? { text: rest, replace: added.length } : undefined;
  }
  if (!kept.endsWith(after)) return undefined;
  const passed = kept.slice(0, kept.length - after.length);
  return passed.includes('\n') || !isCloserOnly(passed) ? undefined : { text: rest + passed, replace: 0 };
}

function shown(text: string, replace: number): Found | undefined {
  return text === '' ? undefined : { text, replace };
}

/** VS Code shows only completions that leave what they replace standing, in its order. */
function isSubsequence(part: string, whole: string): boolean {
  let index = 0;
  for (const char of whole) if (char === part.charAt(index)) index += 1;
  return index === part.length;
}

function isSameText(a: Snapshot, b: Snapshot): boolean {
  return a.uri === b.uri && a.text === b.text;
}

/** The most recently used entries that fit; the newest one always does. */
function bounded(entries: readonly Entry[]): readonly Entry[] {
  let units = 0;
  const first = entries.findLastIndex((entry) => (units += entry.snapshot.text.length) > maxUnits);
  return entries.slice(Math.max(Math.min(first + 1, entries.length - 1), entries.length - maxEntries));
}
