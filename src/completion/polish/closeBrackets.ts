import type { At } from '../request';
import { closerOf, isBracket, scanBrackets } from '../syntax/brackets';
import type { Frame } from '../syntax/brackets';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { languageRow } from '../syntax/languages';
import { surroundingsOf } from '../syntax/surroundings';
import { indentOf } from '../text';

import { pairWithRest } from './pairWithRest';

/**
 * Brackets that the text opens and leaves open. Where closers stand right of the cursor those would close the wrong
 * bracket, and where several lines end in the middle of a block nothing closes it: then the brackets are closed if
 * the text can end there, else the lines that opened them are dropped. An open bracket on a single line with nothing
 * behind it is how code is typed, and stays.
 */
export function closeBrackets(text: string, at: At): string {
  const { open, rest, restCloses, restIsClosers, strayIsWrong } = surroundingsOf(at);
  if (!restIsClosers || !strayIsWrong) return text;
  const cursor = at.prefix.length;
  const scan = scanBrackets(text, at.languageId, open, cursor);
  const own = scan.open.filter((frame) => frame.at >= cursor);
  const { replace } = pairWithRest(text, at);
  const restCloser = restCloses.find((close) => close.at - cursor >= replace);
  if (own.length === 0) return restCloser ? dropEarlyEnd(text, scan.open) : text;
  if (!own.every(isBracket)) return text;
  const lines = [...generatedLines(text, at)];
  if (lines.length === 1) {
    if (!restCloser || rest.trim() === '') return text;
    return endsOpen(text)
      ? ''
      : text +
          own
            .map((frame) => closerOf(frame.delimiter))
            .reverse()
            .join('');
  }
  if (restCloser) return keepBalanced(text, lines);
  return hasStrayBelow(at) ? text : closeLines(text, lines, own, at);
}

/** `foo(├bar(x);┤)`: a statement can't end inside brackets. */
function dropEarlyEnd(text: string, open: readonly Frame[]): string {
  const inside = open.at(-1)?.delimiter;
  return inside === '(' || inside === '[' ? text.replace(/[;\s]+$/, '') : text;
}

/** Whether something must follow: an operator, a comma. */
function endsOpen(text: string): boolean {
  return /(?:[-+*/%=<>&|^!?:,.~\\]|\b(?:and|or|not|in|is|new|return))$/.test(text.trimEnd());
}

function keepBalanced(text: string, lines: readonly GeneratedLine[]): string {
  const last = lines.findLastIndex((line) => line.ownOpen === 0 && line.visible);
  return text.slice(0, endBefore(lines, last + 1));
}

/** The text below closes more than is open at the cursor: it may well be waiting for these brackets. */
function hasStrayBelow(at: At): boolean {
  const { open, rest } = surroundingsOf(at);
  const below = at.suffix.slice(rest.length);
  if (below.length > farEnough) return true;
  return scanBrackets(below, at.languageId, open).closes.some((close) => close.frame === undefined);
}

/** Beyond this the closers below are not counted; then nothing is certain. */
const farEnough = 100_000;

/** Closes blocks whose brackets ended their lines, each on a line of its own; drops the lines of other open brackets. */
function closeLines(text: string, lines: readonly GeneratedLine[], own: readonly Frame[], at: At): string {
  if (languageRow(at.languageId).blockStyle !== 'braces') return keepBalanced(text, lines);
  const last = lines.at(-1);
  const openers = own.map((frame) => lineOf(lines, frame.at - at.prefix.length));
  const inner = openers.at(-1);
  const blocks = openers.every((line) => line?.text.trimEnd().endsWith('{'));
  if (!last || !blocks || inner === last || endsOpen(text)) {
    const shorter = text.slice(0, endBefore(lines, lines.length - 1));
    return lines.length > 2 ? shorter : keepBalanced(text, lines);
  }
  const closers = own.map((frame, index) => {
    const line = openers[index];
    const joins = line !== undefined && line === openers[index + 1];
    return `${joins ? '' : `\n${indentOf(line?.full ?? '')}`}${closerOf(frame.delimiter)}`;
  });
  return text.trimEnd() + closers.reverse().join('');
}

function lineOf(lines: readonly GeneratedLine[], offset: number): GeneratedLine | undefined {
  return lines.findLast((line) => line.start <= offset);
}
