/** A generation that runs on for pages is wrong whatever its tail says; in code units. */
const longest = 4_000;

/** 1 − Levenshtein distance ÷ the longer length, from 0 to 1; of two empty texts 1. */
export function editSimilarity(a: string, b: string): number {
  const [one, two] = [a.slice(0, longest), b.slice(0, longest)];
  const length = Math.max(one.length, two.length);
  return length === 0 ? 1 : 1 - distance(one, two) / length;
}

/** Wagner and Fischer's algorithm, two rows at a time. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      here.push(Math.min(change, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[b.length] ?? 0;
}
