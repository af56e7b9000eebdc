/** How far a name may be from the one that was meant: two slips, and one in three letters at most. */
const mostSlips = 2;
const lettersPerSlip = 3;

/**
 * The known name that was meant by one that nobody knows: the same words in another order or style, else the one with the
 * fewest slips. Undefined where none is near or two are as near as each other.
 */
export function nearestMember(name: string, names: Iterable<string>): string | undefined {
  const words = wordsOf(name);
  let best: string | undefined;
  let fewest = Infinity;
  for (const known of names) {
    const slips = words !== '' && wordsOf(known) === words ? 0 : slipsBetween(name, known);
    if (slips > mostSlips || slips * lettersPerSlip > name.length) continue;
    if (slips === fewest) best = undefined;
    if (slips >= fewest) continue;
    [best, fewest] = [known, slips];
  }
  return best;
}

/** `getUserName`, `get_user_name` and `userNameGet` have the same; a name without cases, such as `$`, has none. */
function wordsOf(name: string): string {
  const words = name.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+(?!\p{Ll})/gu) ?? [];
  return words
    .map((word) => word.toLowerCase())
    .sort((a, b) => (a < b ? -1 : 1))
    .join(' ');
}

/** Letters left out, put in, written wrong or swapped with the next one (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > mostSlips) return Infinity;
  let older: readonly number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          (above[column] ?? Infinity) + 1,
          (line[column - 1] ?? Infinity) + 1,
          (above[column - 1] ?? Infinity) + (isSame ? 0 : 1),
          isSwap ? (older[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    [older, above] = [above, line];
  }
  return above[b.length] ?? Infinity;
}
