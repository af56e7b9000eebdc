import type { At } from '../request';
import { indentOf, lineStart } from '../text';

import { closerOf, scanBrackets } from './brackets';
import type { Frame } from './brackets';
import { languageFamily } from './languageFamily';
import { languageRow } from './languages';
import { scannedUnits, surroundingsOf } from './surroundings';

/**
 * What a person could still write behind `text` so that the line, and what it has opened, comes to an end: half-written
 * code is no mistake. The likeliest first; '' is always among them.
 *
 *     if (a├ && b┤        `) {}`           total = ├a +┤        `x;`
 */
export function plausibleEnds(text: string, replace: number, at: At): readonly string[] {
  return [...new Set(['', ...endsBehind(text, closersFor(text, replace, at), at)])];
}

/** Those that close all that is open; none where nothing is. */
export function closingEnds(text: string, replace: number, at: At): readonly string[] {
  const all = closersFor(text, replace, at).at(-1) ?? '';
  return all === '' ? [] : endsBehind(text, [all], at);
}

function endsBehind(text: string, closers: readonly string[], at: At): readonly string[] {
  const written = lastLine(at.prefix, text);
  const line = indentOf(written);
  const deeper = line + (at.indentUnit === '' ? '    ' : at.indentUnit);
  return [...endsOf(at), ...endsOfLine(written, at)].flatMap(([filler, tail]) => {
    const behind = tail.replaceAll(/\n(\t?)/g, (_, deep) => `\n${deep === '' ? line : deeper}`);
    return closers.map((closer) => filler + closer + behind);
  });
}

/** Of both together; putting a long document together would copy it. */
function lastLine(before: string, text: string): string {
  const own = text.slice(lineStart(text, text.length));
  return text.includes('\n') ? own : before.slice(lineStart(before, before.length)) + own;
}

/** The closers that nothing behind the cursor provides: of what is open near the cursor, and of all that is open. */
function closersFor(text: string, replace: number, at: At): readonly string[] {
  const { open, restCloses, closedBelow, linePrefix } = surroundingsOf(at);
  const cursor = at.prefix.length;
  const kept = new Set(
    restCloses.filter((close) => close.at - cursor >= replace).map((close) => close.frame),
  );
  const lineAt = cursor - linePrefix.length;
  const frames = scanBrackets(text, at.languageId, open, cursor).open;
  const isOpen = (frame: Frame): boolean => frame.at >= cursor || (!kept.has(frame) && !closedBelow(frame));
  const all = frames.filter(isOpen);
  const near = all.filter((frame) => frame.at >= lineAt);
  return [...new Set([closing(near), closing(all)])];
}

function closing(frames: readonly Frame[]): string {
  return frames
    .map((frame) => closerOf(frame.delimiter))
    .reverse()
    .join('');
}

function endsOf(at: At): readonly End[] {
  const { languageId } = at;
  const own = ends.get(languageId) ?? ends.get(languageRow(languageId).blockStyle) ?? [];
  return own === cppEnds && !hasOpenCondition(at) ? bracesEnds : own;
}

/** What only a line needs that opens a list of types, or of what is imported. */
function endsOfLine(line: string, { languageId }: At): readonly End[] {
  if (languageRow(languageId).blockStyle !== 'braces') return [];
  if (line.trimEnd().endsWith('<')) return typeListEnds;
  return languageFamily(languageId) === 'javascript' && importWithoutSource.test(line) ? importEnds : [];
}

const importWithoutSource = /^\s*(?:import|export)\b(?!.*\bfrom\b)/;

/** Whether the preprocessor's conditions around the cursor lack an end; a file too long to know may well. */
function hasOpenCondition({ prefix, suffix }: At): boolean {
  if (prefix.length + suffix.length > scannedUnits) return true;
  const count = (directive: RegExp): number => (prefix + suffix).match(directive)?.length ?? 0;
  return count(/^[ \t]*#[ \t]*if/gm) > count(/^[ \t]*#[ \t]*endif/gm);
}

/** `\n` keeps the last line's indentation, `\n\t` goes one level deeper. */
type End = readonly [beforeClosers: string, behindThem: string];

const bracesEnds: readonly End[] = [
  ['', ''],
  ['', ';'],
  ['', ' {}'],
  ['x', ''],
  ['x', ';'],
  ['x', ' {}'],
  [' x', ''],
  [' x', ';'],
  [' x', ' {}'],
  [': x', ''],
  ['', ' x;'],
  ['', ' void x() {}'],
  // Behind a comment nothing else can close what is open.
  ['\n', ''],
];

const importEnds: readonly End[] = [
  ['', " from 'x';"],
  ['x', " from 'x';"],
];

const typeListEnds: readonly End[] = [
  ['x>', ''],
  ['x>', ' {}'],
  ['x>', '() {}'],
  ['x>', ' x;'],
  ['x>', ' = x;'],
  ['x>', ' x {}'],
];

const cppEnds: readonly End[] = [...bracesEnds, ['', '\n#endif']];

const ends: ReadonlyMap<string, readonly End[]> = new Map([
  ['braces', bracesEnds],
  ['c', cppEnds],
  ['cpp', cppEnds],
  [
    'indent',
    [
      ['', ''],
      ['x', ''],
      ['', '\n\tpass'],
      ['', ':\n\tpass'],
      ['x', ':\n\tpass'],
      ['', '\ndef x(): pass'],
    ],
  ],
  [
    'keywords',
    [
      ['', ''],
      ['x', ''],
      ['', '\nend'],
      ['', '\n\tx\nend'],
      ['', '\nend\nend'],
    ],
  ],
  [
    'shellscript',
    [
      ['', ''],
      ['x', ''],
      ['\n', ''],
      ['', '\nfi'],
      ['', '\n:\nfi'],
      ['', '; then\n:\nfi'],
      ['', '\ndone'],
      ['', '\n:\ndone'],
      ['', '; do\n:\ndone'],
      ['', '\nesac'],
      ['', ' {\n:\n}'],
    ],
  ],
]);
