import type { At } from '../request';

/**
 * For text that the token limit has ended: drops the last line if its line break hasn't come. When it is the only
 * line, drops the last word, which may be half a word.
 */
export function dropUnfinishedLine(text: string, at: At): string {
  const end = text.lastIndexOf('\n');
  const complete = text.slice(0, Math.max(end, 0));
  const hasCompleteLine = complete.trim() !== '';
  if (at.shape === 'line' && hasCompleteLine) return text;
  if (hasCompleteLine) return complete;
  return text.replace(/[\p{L}\p{N}_$]+$/u, '').trimEnd();
}
