/** What an editor assumes for a file without any indentation. */
const usualWidth = 4;

/**
 * One level of a file's indentation: a tab, or some spaces. Most indented lines decide between the two; the width is
 * the most frequent step from one line to a deeper next one, which is how editors guess, too.
 */
export function guessIndentUnit(text: string): string {
  const indents = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const tabs = indents.filter((indent) => indent.startsWith('\t')).length;
  const spaces = indents.filter((indent) => indent.startsWith(' ')).length;
  return tabs > spaces ? '\t' : ' '.repeat(frequentStep(indents));
}

function frequentStep(indents: readonly string[]): number {
  const counts = new Map<number, number>();
  for (const [index, indent] of indents.entries()) {
    const step = indent.length - (indents[index - 1]?.length ?? 0);
    if (step > 1 && step <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const byFrequency = [...counts].sort(([, a], [, b]) => b - a);
  return byFrequency[0]?.[0] ?? usualWidth;
}
