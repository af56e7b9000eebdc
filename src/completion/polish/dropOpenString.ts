import type { At } from '../request';
import { scanBrackets } from '../syntax/brackets';
import { endBefore, generatedLines } from '../syntax/generatedLines';
import { surroundingsOf } from '../syntax/surroundings';

/** Where a string ends with its line at the latest. Elsewhere an open string may go on. */
const singleLineStrings: ReadonlySet<string> = new Set(
  'typescript typescriptreact javascript javascriptreact python go java c cpp'.split(' '),
);
/** Where a string may take several lines: on a single line with code behind it, it is broken all the same. */
const severalLineStrings: ReadonlySet<string> = new Set(['rust']);

/** Drops a last line that opens a string and doesn't close it: broken for certain. */
export function dropOpenString(text: string, at: At): string {
  const { open, rest } = surroundingsOf(at);
  const mayGoOn = !singleLineStrings.has(at.languageId);
  if (mayGoOn && (!severalLineStrings.has(at.languageId) || text.includes('\n') || rest.trim() === ''))
    return text;
  const frame = scanBrackets(text, at.languageId, open, at.prefix.length).open.at(-1);
  if (!frame || frame.at < at.prefix.length || !/^["']$/.test(frame.delimiter)) return text;
  const lines = [...generatedLines(text, at)];
  // A raw string of C++ may hold quotes, and lines.
  if (lines.at(-1)?.full.includes('R"') === true) return text;
  return text.slice(0, endBefore(lines, lines.length - 1));
}
