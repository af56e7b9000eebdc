/** A practised typist corrects about one letter in fifty; chosen, not measured. */
const onceIn = 50;

/**
 * The wrong letter that the finger hits at this place, if it slips there; the same in every replay of the piece, so that
 * accepting a completion spares the slips in it.
 */
export function slipAt(offset: number, wanted: string, seed: number): string | undefined {
  if (!/[a-z]/.test(wanted)) return undefined;
  // Knuth's multiplicative hash: neighbouring offsets get unlike numbers.
  const hash = Math.imul(offset * 31 + seed, 2_654_435_761) >>> 0;
  if (hash % onceIn !== 0) return undefined;
  return wanted === 'e' ? 'r' : 'e';
}
