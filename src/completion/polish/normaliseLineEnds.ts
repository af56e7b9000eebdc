/** LF is the only line end inside the core; the shell translates at the door. */
export function normaliseLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
