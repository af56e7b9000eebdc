import type { At, Completion } from '../../../src/completion/request';
import { isCloserOnly, lineEnd } from '../../../src/completion/text';
import { draw } from '../marks';

/** A completion in its document, as one line. */
export function drawnFault({ prefix, suffix, languageId }: At, completion: Completion): string {
  const near = { prefix: prefix, suffix };
  return `${languageId} ${completion.source} ${JSON.stringify(draw(near, completion))}`;
}

/** What is wrong with a completion wherever it comes from. */
export function faultOf(
  { text, replace, shape }: Completion,
  document: string,
  offset: number,
): string | undefined {
  if (text === '') return 'an empty completion';
  if (!Number.isInteger(replace) || replace < 0) return 'a replaced length that is none';
  if (offset + replace > lineEnd(document, offset)) return 'text beyond the line is replaced';
  if (!isCloserOnly(document.slice(offset, offset + replace))) return 'code is replaced';
  if (text.includes('\r')) return 'a line end other than LF';
  if (halfCharacter.test(text)) return 'half a character';
  if (shape === 'line' && text.includes('\n')) return 'several lines in line shape';
  return undefined;
}

const halfCharacter = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
