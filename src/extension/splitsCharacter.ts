/** Whether the offset lies between the two halves of a surrogate pair, where nothing may be inserted. */
export function splitsCharacter(text: string, offset: number): boolean {
  return (
    isBetween(text.charCodeAt(offset - 1), 0xd800, 0xdbff) &&
    isBetween(text.charCodeAt(offset), 0xdc00, 0xdfff)
  );
}

/** charCodeAt says NaN outside the text, and NaN lies between no two numbers. */
function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}
