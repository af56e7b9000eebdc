/** A token may end inside a character; half a surrogate pair would be stored as a broken one. */
export function trimHalfCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]+/, '').replace(/[\uD800-\uDBFF]+$/, '');
}
