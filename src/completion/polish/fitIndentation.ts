import type { At } from '../request';
import { generatedLines } from '../syntax/generatedLines';
import type { GeneratedLine } from '../syntax/generatedLines';
import { languageRow } from '../syntax/languages';
import { surroundingsOf } from '../syntax/surroundings';
import { indentOf, indentWidth } from '../text';

/** Writes the indentation as this file does, and not once more where it already stands before the cursor. */
export function fitIndentation(text: string, at: At): string {
  return rebase(convert(text, at), at);
}

/** Tabs to the file's unit, or spaces to tabs. What doesn't divide evenly is alignment and stays. */
function convert(text: string, at: At): string {
  const { fresh, above, below } = surroundingsOf(at);
  const lines = [...generatedLines(text, at)];
  const indented = lines.filter((line, index) => (index > 0 || fresh) && !line.insideText);
  // Some files mix the two: what a line nearby has, or the kind that the next line has, is right here, too.
  const nearby = new Set([...above, ...below].map(indentOf));
  const isForeign = (indent: string): boolean =>
    at.indentUnit === '\t' ? /^ {2,}$/.test(indent) : indent.includes('\t');
  const isBeside = [above.at(-1), below[0]].some((line) => line !== undefined && isForeign(indentOf(line)));
  if (
    indented
      .map(({ full }) => indentOf(full))
      .some((each) => isForeign(each) && (isBeside || nearby.has(each)))
  )
    return text;
  const step = spacesPerLevel(indented);
  const convertLine = (line: GeneratedLine): string => {
    if (!indented.includes(line)) return line.text;
    const indent = indentOf(line.text);
    const code = line.text.slice(indent.length);
    if (at.indentUnit !== '\t') return indent.replaceAll('\t', at.indentUnit) + code;
    if (step === undefined) return line.text;
    return indent.replaceAll(' '.repeat(step), '\t') + code;
  };
  return lines.map(convertLine).join('\n');
}

function spacesPerLevel(lines: readonly GeneratedLine[]): number | undefined {
  const widths = lines
    .filter((line) => line.visible && /^ +[^\s*]/.test(line.text))
    .map((line) => indentOf(line.text).length);
  if (widths.length === 0) return undefined;
  return [4, 2].find((step) => widths.every((width) => width % step === 0));
}

/**
 * On a fresh line that is already indented, the model may write the indentation again. The lines below move along
 * when they were written for the deeper first line.
 *
 *     ····█    ····foo();⏎····bar();     ····├foo();⏎····bar();┤
 */
function rebase(text: string, at: At): string {
  const { fresh, linePrefix, tabSize } = surroundingsOf(at);
  const lines = [...generatedLines(text, at)];
  const first = lines[0];
  if (!fresh || !first || first.text.trim() === '') return text;
  const indent = indentOf(first.text);
  const wanted = Math.max(0, expectedIndent(at) - indentWidth(linePrefix, tabSize));
  if (indentWidth(indent, tabSize) <= wanted || linePrefix === '') return text;
  const kept = at.indentUnit === '\t' ? '\t'.repeat(Math.ceil(wanted / tabSize)) : ' '.repeat(wanted);
  const surplus = indent.length - kept.length;
  const below = lines.slice(1).filter((line) => line.visible);
  const bodyIndent = first.indent + (opensBlock(first.text, at) ? 1 : 0);
  const moves = surplus > 0 && below.length > 0 && below.every((line) => line.indent >= bodyIndent);
  const moved = lines.slice(1).map((line) => (moves && line.visible ? line.text.slice(surplus) : line.text));
  return [kept + first.text.slice(indent.length), ...moved].join('\n');
}

/** The column at which the line above lets the cursor's line begin. */
function expectedIndent(at: At): number {
  const { above, tabSize } = surroundingsOf(at);
  const line = above.at(-1) ?? '';
  return indentWidth(line, tabSize) + (opensBlock(line, at) ? tabSize : 0);
}

function opensBlock(line: string, at: At): boolean {
  return languageRow(at.languageId).opensBlock.test(line.trimEnd()) || /[([{]\s*$/.test(line);
}
