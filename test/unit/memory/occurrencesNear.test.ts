import { expect, test } from 'vitest';

import { occurrencesNear } from '../../../src/completion/memory/occurrencesNear';
import { Dice } from '../../fakes/dice';

/** Where the needle is found around `offset`, in the order in which it is looked at. */
function found(text: string, offset: number, needle: string): readonly number[] {
  const seen: number[] = [];
  occurrencesNear(text, offset, needle, ({ at, line, end }) => {
    expect(text.slice(at, at + needle.length)).toBe(needle);
    expect(text.slice(line, end)).not.toContain('\n');
    expect([undefined, '\n']).toContain(text[line - 1]);
    expect([undefined, '\n']).toContain(text[end]);
    seen.push(at);
    return undefined;
  });
  return seen;
}

/** The same, looked for letter by letter in every line but the cursor's and the long ones. */
function expected(text: string, offset: number, needle: string): readonly number[] {
  const before: number[] = [];
  const after: number[] = [];
  let line = 0;
  for (const content of text.split('\n')) {
    const isOwn = line <= offset && offset <= line + content.length;
    if (!isOwn && content.length <= 1_000) {
      for (let at = 0; at + needle.length <= content.length; at += 1)
        if (content.startsWith(needle, at)) (line < offset ? before : after).push(line + at);
    }
    line += content.length + 1;
  }
  return [...before.reverse(), ...after];
}

test('a text of many blocks is searched to both sides, the nearest places first', () => {
  const dice = new Dice(5);
  const words = ['aa', 'aaa', 'b', 'x'.repeat(1_200), 'const a = b;', '😀a'];
  for (let round = 0; round < 40; round += 1) {
    const lines = Array.from({ length: 60 + dice.below(200) }, () =>
      Array.from({ length: dice.below(6) }, () => dice.pick(words)).join(' '),
    );
    const text = lines.join('\n');
    const offset = dice.below(text.length);
    for (const needle of ['const a', '😀a', 'aab', 'aaa aaa const']) {
      expect(found(text, offset, needle)).toEqual(expected(text, offset, needle));
    }
  }
});

test('what overlaps itself and what crosses the border of a block is found', () => {
  const text = `${'aaaa\n'.repeat(3_000)}own`;
  const nearest = found(text, text.length, 'aa').slice(0, 6);
  const end = text.length - 'own'.length;
  expect(nearest).toEqual([end - 3, end - 4, end - 5, end - 8, end - 9, end - 10]);
});
