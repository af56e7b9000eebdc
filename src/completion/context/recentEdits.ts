import { languageFamily } from '../syntax/languageFamily';
import type { RecentEdit } from '../ports';
import type { Snapshot, Snippet } from '../request';
import { isSecretFile } from '../secrets';
import { similarity, wordsOf, type Words } from './similarity';

/** All of them together, in code units: with more, the windows of other files have less room and less is found. */
const mostUnits = 600;

/** Before imported files and similar windows: short, and the last thing that changes in front of the current file. */
const baseScore = 3;

/**
 * What the user has just changed in other files, as far as it has a word in common with the cursor's surroundings; the
 * most similar first, the newest of equals.
 */
export function recentEdits(
  edits: readonly RecentEdit[],
  current: Snapshot,
  around: Words,
): readonly Snippet[] {
  const family = languageFamily(current.languageId);
  const candidates = edits
    .filter(({ uri, languageId }) => uri !== current.uri && languageFamily(languageId) === family)
    .filter(({ path }) => !isSecretFile(path))
    .filter(({ text }) => text.trim() !== '')
    .map((edit) => ({ edit, likeness: similarity(wordsOf(edit.text), around) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const snippets: Snippet[] = [];
  let left = mostUnits;
  for (const { edit, likeness } of candidates) {
    const { path, languageId, text } = edit;
    if (text.length > left) continue;
    left -= text.length;
    snippets.push({ path, languageId, text, score: baseScore + likeness, collector: 'recentEdits' });
  }
  return snippets;
}
