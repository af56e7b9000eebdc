import type { LanguageRow } from './languageRow';

/** Openers that text alone can tell from a block: interpolations, attributes, destructuring and lists of names. */
const inlineOpener = /[$#=]\{$|^\s*(?:import|export)(?:\s+type)?\s*\{$|\b(?:const|let|var)\s*\{$/;

/** Whether the line, up to where it is written, has just opened a block, as far as its text can tell. */
export function lineOpensBlock(row: LanguageRow, line: string): boolean {
  const text = line.trimEnd();
  return row.opensBlock.test(text) && !inlineOpener.test(text) && !isColonInBrackets(text);
}

/** A slice, an annotation or a key: a bracket of this line is still open before the colon. */
function isColonInBrackets(line: string): boolean {
  return line.endsWith(':') && line.split(/[([{]/).length > line.split(/[)\]}]/).length;
}
