/** How a vocabulary writes its tokens: bytes as letters, or words with a visible blank. */
export type Spelling = 'byte-level' | 'words';

/** GGUF's kinds of tokens that stand for text. */
const kinds = { normal: 1, userDefined: 4, byte: 6 } as const;
const byteToken = /^<0x([0-9A-Fa-f]{2})>$/;

/**
 * What each token stands for, one character a byte, so that half a character can be compared too; undefined for tokens
 * that are no text. `types` are GGUF's; a token without one is text.
 */
export function tokenBytes(
  texts: readonly string[],
  spelling: Spelling,
  types: readonly number[] = [],
): readonly (string | undefined)[] {
  const spell = spelling === 'byte-level' ? spellByteLevel : spellWords;
  return texts.map((text, id) => {
    const type = types[id] ?? kinds.normal;
    if (type === kinds.userDefined) return bytesOf(text);
    return type === kinds.normal || type === kinds.byte ? spell(text) : undefined;
  });
}

/** The UTF-8 bytes of a text, one character each. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The text of UTF-8 bytes that were written one character each. */
export function textOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Byte-level vocabularies write a byte as itself when it can be seen, else as a letter from 256 on, in order. */
const byteOfLetter: ReadonlyMap<string, string> = (() => {
  const map = new Map<string, string>();
  let hidden = 0;
  for (let byte = 0; byte < 256; byte += 1) {
    const isSeen = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    map.set(String.fromCharCode(isSeen ? byte : 256 + hidden), String.fromCharCode(byte));
    if (!isSeen) hidden += 1;
  }
  return map;
})();

function spellByteLevel(text: string): string | undefined {
  let bytes = '';
  for (const letter of text) {
    const byte = byteOfLetter.get(letter);
    // A letter of another alphabet: no text that this vocabulary could write.
    if (byte === undefined) return undefined;
    bytes += byte;
  }
  return bytes;
}

function spellWords(text: string): string {
  const byte = byteToken.exec(text)?.[1];
  return byte === undefined ? bytesOf(text.replaceAll('▁', ' ')) : String.fromCharCode(parseInt(byte, 16));
}
