/** The complete lines of a text that is still being written; '' before the first that says something is there. */
export function completeLines(text: string): string {
  const end = text.lastIndexOf('\n');
  return end < 0 ? '' : text.slice(0, end).trimEnd();
}
