/**
 * The text from `start`, cut behind the last whole line that fits into `room` code units; inside a line only when not
 * even one fits.
 */
export function firstLines(text: string, start: number, room: number): string {
  if (room <= 0) return '';
  if (text.length - start <= room) return text.slice(start);
  const lastBreak = text.lastIndexOf('\n', start + room - 1);
  if (lastBreak > start) return text.slice(start, lastBreak + 1);
  const end = start + room;
  return text.slice(start, isHighSurrogate(text, end - 1) ? end - 1 : end);
}

/**
 * Where the lines begin that end at `offset` and fit into `room` code units; inside a line only when not even the
 * last one fits.
 */
export function startOfLastLines(text: string, offset: number, room: number): number {
  if (offset <= room) return 0;
  const earliest = offset - Math.max(0, room);
  const lineBreak = text.indexOf('\n', earliest - 1);
  if (lineBreak >= 0 && lineBreak + 1 < offset) return lineBreak + 1;
  return isHighSurrogate(text, earliest - 1) ? earliest + 1 : earliest;
}

function isHighSurrogate(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code >= 0xd800 && code <= 0xdbff;
}
