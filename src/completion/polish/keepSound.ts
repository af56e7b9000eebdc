import type { At } from '../request';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import type { Judge, Verdict } from '../syntax/judge';

import { polish } from './polish';
import type { Polished } from './polish';

/** Each try is a parse. What so many cuts do not mend is best left out. */
const mostLineCuts = 3;
const mostMarkCuts = 3;

/**
 * Shortens a polished text that would leave the document with a syntax error that it did not have: to the lines before
 * the error, or by the marks at the end of a single line. Drops what that does not mend, and what there was no time to
 * judge.
 *
 *     parse(█)   url):            parse(├url┤)
 */
export async function keepSound(polished: Polished, at: At, judge: Judge): Promise<Sound> {
  if (polished.text === '') return { ...polished, verdict: 'sound' };
  const first = await judge(polished.text, polished.replace);
  if (isSound(first)) return { ...polished, verdict: first };
  const cuts = [...polished.cuts, 'syntax-error'];
  for (const shorter of first === 'unknown' ? [] : shorterTexts(polished.text, at)) {
    const again = polish(shorter, at);
    const verdict = again.text === '' ? 'broken' : await judge(again.text, again.replace);
    if (isSound(verdict)) return { ...again, cuts, verdict };
    if (verdict === 'unknown') return { text: '', replace: 0, cuts: [...cuts, 'not-judged'], verdict };
  }
  const why = first === 'unknown' ? [...polished.cuts, 'not-judged'] : cuts;
  return { text: '', replace: 0, cuts: why, verdict: first };
}

export interface Sound extends Polished {
  readonly verdict: Verdict;
}

function isSound(verdict: Verdict): boolean {
  return verdict === 'clean' || verdict === 'sound';
}

function shorterTexts(text: string, at: At): readonly string[] {
  const lines = [...generatedLines(text, at)];
  const byLines = lines.map((_, index) => text.slice(0, endBefore(lines, index))).filter(isVisible);
  return [...new Set([...byLines.reverse().slice(0, mostLineCuts), ...withoutMarks(lines, at)])];
}

/** The first line without the brackets and marks at its end, one less at a time, as long as it keeps its own pairs. */
function withoutMarks(lines: readonly GeneratedLine[], at: At): readonly string[] {
  const texts: string[] = [];
  let text = lines.find((line) => line.visible)?.text ?? '';
  for (let count = 0; count < mostMarkCuts && /[()[\]{};:,]\s*$/.test(text); count += 1) {
    text = text.trimEnd().slice(0, -1).trimEnd();
    const [line] = generatedLines(text, at);
    if (isVisible(text) && line?.ownOpen === 0) texts.push(text);
  }
  return texts;
}

function isVisible(text: string): boolean {
  return text.trim() !== '';
}
