import type { Outcome } from './outcome';

/** Lines of the document shown around the completion. */
const linesBefore = 3;
const linesAfter = 2;

/**
 * The completion where it would stand: ├…┤ is what is inserted, and what lies between ┤ and ╣ is replaced by it.
 * `text` and the completion have LF line ends.
 */
export function drawCompletion(text: string, offset: number, completion: string, replace: number): string {
  const replaced = replace === 0 ? '' : `${text.slice(offset, offset + replace)}╣`;
  const before = text
    .slice(0, offset)
    .split('\n')
    .slice(-linesBefore - 1)
    .join('\n');
  const after = text
    .slice(offset + replace)
    .split('\n')
    .slice(0, linesAfter + 1)
    .join('\n');
  return `${before}├${completion}┤${replaced}${after}`;
}

/** One line of figures: what was read, what was written, and how long it took. */
export function describeTimings(outcome: Outcome): string {
  const { promptTokens, readTokens, ttftMs, generatedTokens, totalMs } = outcome;
  const parts = [
    promptTokens === null ? undefined : `prompt ${promptTokens} tokens, ${readTokens ?? promptTokens} read`,
    ttftMs === null ? undefined : `first token after ${ttftMs} ms`,
    generatedTokens === null ? undefined : `${generatedTokens} tokens written${speed(outcome)}`,
    `${totalMs} ms in all`,
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

/** After the first token, which pays for reading the prompt. */
function speed({ generatedTokens, ttftMs, totalMs }: Outcome): string {
  if (generatedTokens === null || ttftMs === null || generatedTokens < 2 || totalMs <= ttftMs) return '';
  return ` at ${(((generatedTokens - 1) * 1000) / (totalMs - ttftMs)).toFixed(1)} tokens/s`;
}
