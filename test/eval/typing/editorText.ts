import { indentOf, isCloserOnly, lineStart } from '../../../src/completion/text';

/**
 * A document while a piece of text is typed into it. `written` grows towards the target; `pending` is what the editor
 * put behind the cursor by itself; `below` is the rest of the file.
 */
export interface EditorText {
  readonly written: string;
  readonly pending: string;
  readonly below: string;
}

export interface Stroke {
  readonly text: EditorText;
  /** Keys pressed for it. */
  readonly keys: number;
}

const closers: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '"': '"',
  "'": "'",
  '`': '`',
};

/**
 * The next act of a person who wants `target` (what is left to write, not empty): one character, an Enter with the
 * editor's indentation, or a step over what the editor has closed.
 */
export function strike(text: EditorText, target: string, indentUnit: string): Stroke {
  const { written, pending, below } = text;
  const char = target.charAt(0);
  const closerLine = /^\n[ \t]*/.exec(pending);
  // `{`, Enter: the closer stands on a line of its own. When its turn has come, one key goes there.
  if (closerLine && target.startsWith(pending.slice(0, closerLine[0].length + 1))) {
    const length = closerLine[0].length + 1;
    return {
      text: { written: written + target.slice(0, length), pending: pending.slice(length), below },
      keys: 1,
    };
  }
  if (char === '\n') return strikeEnter(text, target, indentUnit);
  if (pending.startsWith(char))
    return { text: { written: written + char, pending: pending.slice(1), below }, keys: 1 };
  // The editor closed something in vain: the person deletes it.
  const vain = Object.values(closers).includes(char) ? (pending.split('\n', 1)[0]?.indexOf(char) ?? -1) : -1;
  if (vain > 0) {
    return { text: { written: written + char, pending: pending.slice(vain + 1), below }, keys: vain + 1 };
  }
  const closer = closerFor(char, text);
  return { text: { written: written + char, pending: closer + pending, below }, keys: 1 };
}

function strikeEnter({ written, pending, below }: EditorText, target: string, indentUnit: string): Stroke {
  const line = written.slice(lineStart(written, written.length));
  const opens = /[([{:]$/.test(line.trimEnd());
  const given = indentOf(line) + (opens ? indentUnit : '');
  const wanted = /^\n+[ \t]*/.exec(target)?.[0] ?? '\n';
  const breaks = wanted.lastIndexOf('\n') + 1;
  const indent = wanted.slice(breaks);
  // One level more or less is one key, Tab or Backspace.
  const levels = Math.abs(indent.length - given.length) / indentUnit.length;
  const splits = opens && pending !== '' && !pending.startsWith('\n');
  return {
    text: { written: written + wanted, pending: splits ? `\n${indentOf(line)}${pending}` : pending, below },
    keys: breaks + Math.ceil(levels),
  };
}

/** Editors close a bracket where nothing follows, and no brackets inside a string. */
function closerFor(char: string, { written, pending, below }: EditorText): string {
  const closer = closers[char];
  const next = (pending + below).charAt(0);
  if (closer === undefined || !(next === '' || /\s/.test(next) || isCloserOnly(next))) return '';
  if (/["'`]/.test(pending.split('\n', 1)[0] ?? '')) return '';
  const isQuote = closer === char;
  return isQuote && /[\p{L}\p{N}_$\\"'`]$/u.test(written) ? '' : closer;
}
