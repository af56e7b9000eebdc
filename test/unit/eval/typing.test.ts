import { describe, expect, test } from 'vitest';

import { agreement } from '../../eval/typing/agreement';
import { strike, type EditorText } from '../../eval/typing/editorText';
import { keysAlone, replay } from '../../eval/typing/replay';
import { choosePiece } from '../../eval/typing/choosePiece';
import type { Piece } from '../../eval/typing/typingResult';
import { Dice } from '../../fakes/dice';
import { program } from './labForTest';

const whole: Piece = { file: program, start: 0, end: program.text.length };

/** Types `target` from nothing; '█' marks the cursor in what the document looks like on the way. */
function typed(target: string, unit = '  '): { readonly looks: readonly string[]; readonly keys: number } {
  let text: EditorText = { written: '', pending: '', below: '' };
  const looks: string[] = [];
  let keys = 0;
  while (text.written.length < target.length) {
    const stroke = strike(text, target.slice(text.written.length), unit);
    text = stroke.text;
    keys += stroke.keys;
    looks.push(`${text.written}█${text.pending}`);
  }
  return { looks, keys };
}

describe('the editor', () => {
  test('closes brackets, and they are typed over', () => {
    expect(typed('f(a)').looks).toEqual(['f█', 'f(█)', 'f(a█)', 'f(a)█']);
  });

  test('indents, and puts the closer on a line of its own', () => {
    const { looks, keys } = typed('{\n  a\n}');
    expect(looks).toEqual(['{█}', '{\n  █\n}', '{\n  a█\n}', '{\n  a\n}█']);
    expect(keys).toBe(4);
  });

  test('lets what it closed in vain be deleted', () => {
    const { looks, keys } = typed('"("');
    expect(looks.at(-1)).toBe('"("█');
    expect(keys).toBe(3);
    expect(typed("'it'").looks.at(-1)).toBe("'it'█");
  });

  test('counts a change of the indentation as keys', () => {
    expect(typed('a:\n  b\nc').keys).toBe(2 + 1 + 1 + 2 + 1);
  });
});

describe('a person', () => {
  const ghost = (text: string, replace = 0) => ({ text, replace, source: 'model' });

  test('accepts with one key what is right to its end', () => {
    expect(agreement(ghost('count + 1'), 'count + 1;\n', '')).toEqual({
      text: 'count + 1',
      replace: 0,
      keys: 1,
    });
  });

  test('accepts the words that are right', () => {
    expect(agreement(ghost(' count.total()'), ' count.size()', '')).toEqual({
      text: ' count.',
      replace: 0,
      keys: 2,
    });
  });

  test('does not take a word that goes on differently', () => {
    expect(agreement(ghost('count + 1'), 'counter', '')).toBeUndefined();
  });

  test('takes over the bracket that the editor has closed', () => {
    expect(agreement(ghost('left, right)', 1), 'left, right);', ')')).toEqual({
      text: 'left, right)',
      replace: 1,
      keys: 1,
    });
  });

  const asked = (ask: Parameters<typeof replay>[1]['ask']) => ({
    ask,
    // Pauses are over at once, but behind an answer that is there already.
    clock: { now: () => 0, delay: () => new Promise<void>((resolve) => setImmediate(resolve)) },
    dice: new Dice(1),
    seed: 1,
    indentUnit: '  ',
  });

  test('who sees nothing presses every key', async () => {
    const diary = await replay(
      whole,
      asked(async () => undefined),
    );
    expect(diary).toMatchObject({
      keys: keysAlone(whole, '  ', 1),
      shown: 0,
      accepted: 0,
      text: program.text,
    });
    // The editor indents and closes by itself.
    expect(diary.keys).toBeLessThan(program.text.length);
  });

  test('who sees the truth presses few', async () => {
    const diary = await replay(
      whole,
      asked(async ({ written }) => {
        const rest = program.text.slice(written.length).split('\n', 1)[0] ?? '';
        return rest === '' ? undefined : ghost(rest);
      }),
    );
    expect(diary.text).toBe(program.text);
    expect(diary.keys).toBeLessThan(keysAlone(whole, '  ', 1) / 4);
    expect(diary.accepted).toBeGreaterThan(10);
  });

  test('who sees nonsense types on', async () => {
    const diary = await replay(
      whole,
      asked(async () => ghost('§§§')),
    );
    expect(diary).toMatchObject({ accepted: 0, keys: keysAlone(whole, '  ', 1), text: program.text });
    expect(diary.shown).toBeGreaterThan(100);
  });

  const follow = (answer: (written: string) => string | undefined) =>
    replay(
      whole,
      asked(async ({ written }) => {
        const text = answer(written);
        return text === undefined ? undefined : ghost(text);
      }),
    );

  test('whose finger slips corrects it', async () => {
    const { corrections, text } = await follow(() => undefined);
    expect(corrections).toBeGreaterThan(3);
    expect(text).toBe(program.text);
  });

  test('sees one ghost text while it keeps its promise', async () => {
    const promise = program.text.slice(0, 12) + '?';
    const { shown, flickered } = await follow((written) =>
      written.length > 0 && promise.startsWith(written) ? promise.slice(written.length) : undefined,
    );
    // The word that was right is accepted; the rest stays what it was until it is refuted.
    expect({ shown, flickered }).toEqual({ shown: 1, flickered: 0 });
  });

  test('sees a flicker when the next answer is another one', async () => {
    const { flickered } = await follow((written) =>
      written.length % 2 === 0 ? '¶' : `${program.text.charAt(written.length)}§`,
    );
    expect(flickered).toBeGreaterThan(100);
  });

  test('says when a line was taken to its end, as the editor does', async () => {
    const edits: string[] = [];
    await replay(
      whole,
      asked(async ({ written }, lastEdit) => {
        edits.push(lastEdit);
        const [rest = ''] = program.text.slice(written.length).split('\n', 1);
        return lastEdit === 'typed' && rest.length > 8 ? ghost(rest) : undefined;
      }),
    );
    const accepted = edits.filter((edit) => edit === 'accepted').length;
    expect(accepted).toBeGreaterThan(10);
    // The next key is the user's own again.
    expect(edits.join(' ')).not.toContain('accepted accepted');
  });

  test('counts what came from the cache without having been shown', async () => {
    const diary = await replay(
      whole,
      asked(async ({ written }) => {
        const rest = program.text.slice(written.length).split('\n', 1)[0] ?? '';
        return { text: `${rest}§`, replace: 0, source: written.endsWith('\n') ? 'cache' : 'model' };
      }),
    );
    expect(diary.prepared).toBeGreaterThan(3);
    expect(diary.prepared).toBeLessThan(diary.shown);
  });

  test('takes a part of what is shown', async () => {
    const { accepted, partlyAccepted, acceptedCharacters } = await follow((written) => {
      const rest = program.text.slice(written.length).split('\n', 1)[0] ?? '';
      return rest.length > 8 ? `${rest.slice(0, -1)}§` : undefined;
    });
    expect(partlyAccepted).toBeGreaterThan(5);
    expect(partlyAccepted).toBe(accepted);
    expect(acceptedCharacters).toBeGreaterThan(200);
  });

  test('types whole declarations', () => {
    for (let seed = 0; seed < 5; seed += 1) {
      const { start, end } = choosePiece(program, 300, new Dice(seed));
      expect(program.text.slice(0, start)).toMatch(/(?:^|\n)$/);
      expect(end).toBeGreaterThan(start);
    }
  });
});
