/** A text as the core wants it, and the way back. Offsets are UTF-16 code units. */
export interface LfText {
  readonly text: string;
  /** Where an offset of the original lies; between CR and LF counts as before both. */
  readonly offset: (original: number) => number;
  /** A piece of LF text with the line ends that the original uses first. */
  readonly restore: (piece: string) => string;
}

/** Turns CRLF line ends into LF. A CR on its own is a character like others. */
export function toLf(original: string): LfText {
  const usesCrlf = original.indexOf('\r\n') >= 0 && original.indexOf('\r\n') === original.indexOf('\n') - 1;
  return {
    text: original.replaceAll('\r\n', '\n'),
    offset: (at) => {
      const isBetween = original[at - 1] === '\r' && original[at] === '\n';
      return original.slice(0, isBetween ? at - 1 : at).replaceAll('\r\n', '\n').length;
    },
    restore: (piece) => (usesCrlf ? piece.replaceAll('\n', '\r\n') : piece),
  };
}
