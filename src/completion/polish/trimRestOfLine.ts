import type { At } from '../request';
import { scanBrackets } from '../syntax/brackets';
import { surroundingsOf } from '../syntax/surroundings';
import { isWordCharacter } from '../text';

/** Before code on the same line: doesn't write that code again, and doesn't break its brackets. */
export function trimRestOfLine(text: string, at: At): string {
  const { rest, restIsClosers } = surroundingsOf(at);
  if (restIsClosers) return text;
  return overlapping(text, rest).find((each) => keepsBrackets(each, rest, at)) ?? '';
}

/**
 * What the text may be without what it repeats, the shortest first.
 *
 * source: `█ + b`      text: `a + b // sum`, `a + b` or `a +`      kept: `a`
 */
function overlapping(text: string, rest: string): readonly string[] {
  const code = rest.trimEnd();
  const whole = code.trim().length >= 3 ? text.indexOf(code) : -1;
  const texts = whole >= 0 && !splitsWord(text, whole) ? [text.slice(0, whole)] : [];
  for (let length = Math.min(text.length, rest.length); length > 0; length -= 1) {
    if (!text.endsWith(rest.slice(0, length))) continue;
    if (splitsWord(text, text.length - length) || splitsWord(rest, length)) continue;
    texts.push(text.slice(0, -length));
  }
  // A closer at the end may be the text's own: `min█).x` and `(a).x`.
  const isOwn = texts.every((each) => text.length - each.length === 1) && /[)\]}]$/.test(text);
  return texts.length === 0 || isOwn ? [...texts, text] : texts;
}

function splitsWord(text: string, offset: number): boolean {
  const before = text.charAt(offset - 1);
  const after = text.charAt(offset);
  return before !== '' && after !== '' && isWordCharacter(before) && isWordCharacter(after);
}

function keepsBrackets(text: string, rest: string, at: At): boolean {
  const { open, strayIsWrong } = surroundingsOf(at);
  if (!strayIsWrong) return true;
  const without = scanBrackets(rest, at.languageId, open, at.prefix.length);
  const withText = scanBrackets(text + rest, at.languageId, open, at.prefix.length);
  const strays = (closes: typeof without.closes): number => closes.filter(({ frame }) => !frame).length;
  return without.open.length === withText.open.length && strays(without.closes) === strays(withText.closes);
}
