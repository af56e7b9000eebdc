/**
 * VS Code does not tell extensions that a snippet is being filled in: `inSnippetMode` can only be asked for by a key
 * binding. What can be seen is a text that came at once with the caret inside it. Text inserted by a paste or by an
 * accepted completion has the caret behind it.
 *
 *     for (const x of █) {⏎⏎}        a stop in the middle of a line: the next one waits behind it
 *     for (const x of list) {⏎█⏎}    the last stop: the snippet is done, and a body wants to be written
 */
export function isAtSnippetStop(text: string, from: number, to: number, caret: number): boolean {
  if (caret <= from || caret >= to) return false;
  const start = Math.max(from, text.lastIndexOf('\n', caret - 1) + 1);
  const lineEnd = text.indexOf('\n', caret);
  const end = lineEnd < 0 ? to : Math.min(to, lineEnd);
  return text.slice(start, caret).trim() !== '' && text.slice(caret, end).trim() !== '';
}

/** A name, perhaps with the parentheses that the editor adds: what the list of suggestions inserts, and no snippet. */
export function isWordOrCall(text: string): boolean {
  return /^[^\S\n]*[\p{L}\p{N}_$.:#@-]*(?:\(\)?)?;?$/u.test(text);
}
