import { describe, expect, test } from 'vitest';

import { polish } from '../../../src/completion/polish/polish';
import type { At } from '../../../src/completion/request';
import { isCloserOnly } from '../../../src/completion/text';
import { Dice } from '../../fakes/dice';
import { atDrawing } from '../marks';

const languages = ['typescript', 'python', 'go', 'rust', 'java', 'cpp', 'ruby', 'plaintext'];
const pieces = [
  '\n', '\n', '\n    ', '\n        ', '\n\t', '\r\n', '  ', '(', ')', '{', '}', '[', ']', '"', "'", '`', ';', ',', ':',
  'a', 'b', 'foo', 'return', 'else', '=', '+', '.', '// c', '# c', '/*', '*/', '"""', '${', 'end', '\uD83D', '\uDE00', '😀',
]; // prettier-ignore

function textOf(dice: Dice, most: number): string {
  return Array.from({ length: dice.below(most) }, () => dice.pick(pieces)).join('');
}

function cases(seed: number, count: number): readonly { readonly raw: string; readonly at: At }[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => {
    const rest = dice.pick([
      '',
      '',
      ')',
      ');',
      '})',
      '")',
      "')",
      ' }',
      ' + b;',
      textOf(dice, 4).replace(/[\r\n]/g, ''),
    ]);
    const at = atDrawing(
      `${textOf(dice, 16).replaceAll('\r', '')}█${rest}${dice.pick(['', '\n', '\n}\n', '\nfoo = b\n'])}`,
      {
        languageId: dice.pick(languages),
        shape: dice.pick(['line', 'block']),
        indentUnit: dice.pick(['    ', '  ', '\t']),
      },
    );
    return { raw: textOf(dice, 24), at };
  });
}

describe('for random text at random places', () => {
  const all = cases(11, 5000).map(({ raw, at }) => ({ raw, at, ...polish(raw, at) }));
  type Case = (typeof all)[number];

  function holds(law: (one: Case) => boolean): void {
    expect(all.filter((one) => !law(one)).slice(0, 3)).toEqual([]);
  }

  test('polish is idempotent', () => {
    holds(({ at, text, replace }) => {
      const again = polish(text, at);
      return again.text === text && again.replace === replace && again.cuts.length === 0;
    });
  });

  test('the filters agree', () => {
    holds(({ cuts }) => !cuts.includes('unstable'));
  });

  test('nothing is invented but closers', () => {
    holds(({ raw, text }) => /^[)\]}]*$/.test(invented(raw, text)));
    expect(all.filter(({ raw, text }) => invented(raw, text) !== '').length).toBeGreaterThan(5);
    expect(all.filter(({ text }) => text !== '').length).toBeGreaterThan(500);
  });

  test('only closers on the cursor’s line are replaced, and the text writes them again', () => {
    const replaced = ({ at, replace }: Case): string => at.suffix.slice(0, replace);
    holds((one) => isCloserOnly(replaced(one)) && !replaced(one).includes('\n'));
    holds((one) => isSubsequence(replaced(one).replaceAll(/\s/g, ''), one.text));
    expect(all.filter(({ replace }) => replace > 0).length).toBeGreaterThan(20);
  });

  test('line shape gives one line', () => {
    holds(({ at, text }) => at.shape === 'block' || !text.includes('\n'));
  });

  test('characters and line ends are whole', () => {
    holds(({ text }) => !/\r|^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text));
  });

  test('nothing blank is shown', () => {
    holds(({ text, replace }) => text.trim() !== '' || (text === '' && replace === 0));
  });
});

/** What visible characters of `text` do not come, in order, from `raw`. */
function invented(raw: string, text: string): string {
  const left = raw.replaceAll(/\s/g, '');
  let from = 0;
  let added = '';
  for (const char of text.replaceAll(/\s/g, '')) {
    const found = left.indexOf(char, from);
    if (found < 0) added += char;
    else from = found + char.length;
  }
  return added;
}

function isSubsequence(part: string, whole: string): boolean {
  let index = 0;
  for (const char of whole) if (char === part.charAt(index)) index += 1;
  return index >= part.length;
}
