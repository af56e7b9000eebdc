/** The core's text has LF line ends; a document with CRLF has one code unit more for each line before the offset. */
export function toLf(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** The offset in the LF text of what lies at `offset`, on `line` (from 0), in a text with CRLF line ends. */
export function lfOffset(offset: number, line: number): number {
  return offset - line;
}
