import { expect } from 'vitest';

import { elide } from '../../../../src/completion/prompt/elide';
import { elisionMark } from '../../../../src/completion/prompt/elisionMark';
import { outlineAt } from '../../../../src/completion/syntax/outline';
import { parse, read } from '../../../unit/syntax/parsing';

/** What the model sees of the text before the █ when there is room for so many characters. */
export async function seen(languageId: string, room: number, file: string): Promise<string> {
  const { text, offset } = read(file);
  const outline = outlineAt(await parse(languageId, text), offset);
  const { head, start } = elide(text, offset, outline, room, elisionMark(languageId));
  const shown = head + text.slice(start, offset);
  expect(shown.length).toBeLessThanOrEqual(room);
  return `${shown}█`;
}

/**
 * For every room, from the whole file down to a line: it is kept to, the nearest text is verbatim, each line is the file's
 * own or the mark, in the file's order.
 */
export async function checkEveryRoom(languageId: string, file: string): Promise<void> {
  const { text, offset } = read(file);
  const outline = outlineAt(await parse(languageId, text), offset);
  const mark = elisionMark(languageId);
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  for (let room = text.length; room >= line.length * 2; room -= 7) {
    const { head, start } = elide(text, offset, outline, room, mark);
    const near = text.slice(start, offset);
    expect(head.length + near.length).toBeLessThanOrEqual(room);
    expect(near.endsWith(line)).toBe(true);
    let at = 0;
    for (const each of head.split('\n').filter((part) => part.trim() !== '' && !part.includes(mark))) {
      at = text.indexOf(`${each}\n`, at);
      expect(at, each).toBeGreaterThanOrEqual(0);
    }
  }
}
