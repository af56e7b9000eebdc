export interface Change {
  readonly text: string;
  readonly rangeLength: number;
}

/**
 * Whether the changes are what one key does: a character (with the bracket that the editor closes), a line break with
 * its indentation, or a deletion of up to a word. Pastes, accepted completions, undo and other programs' edits are not:
 * they say nothing about the rhythm of typing.
 */
export function isKeystroke(changes: readonly Change[]): boolean {
  const [change, ...others] = changes;
  if (!change || others.length > 0) return false;
  const { text, rangeLength } = change;
  if (text === '') return rangeLength <= longestWordDeleted;
  return text.length <= 2 || (/^\r?\n/.test(text) && text.trim() === '');
}

const longestWordDeleted = 40;
