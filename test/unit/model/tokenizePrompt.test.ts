import { describe, expect, test } from 'vitest';

import type { Prompt } from '../../../src/completion/ports';
import { tokenizePrompt } from '../../../src/model/tokenizePrompt';
import type { Vocabulary } from '../../../src/model/tokenizePrompt';

/** One token a character; controls from 1000. */
const vocabulary: Vocabulary = {
  begin: undefined,
  controls: new Map([
    ['prefix', 1000],
    ['suffix', 1001],
    ['file', 1003],
  ]),
  textTokens: (text) => Array.from(text, (char) => char.charCodeAt(0)),
};
const names = new Map([...vocabulary.controls].map(([name, id]) => [id, `<${name}>`]));

/** The tokens as text again, controls in angle brackets. */
function drawn(prompt: Prompt, limit: number, using = vocabulary): string {
  return tokenizePrompt(prompt, limit, using)
    .map((token) => names.get(token) ?? String.fromCharCode(token))
    .join('');
}
const text = (content: string): { readonly text: string } => ({ text: content });
const control = (name: 'prefix' | 'suffix' | 'middle' | 'file'): { readonly control: typeof name } => ({
  control: name,
});

test('controls by id, text as text', () => {
  expect(drawn([control('suffix'), text('}'), control('prefix'), text('a <prefix>')], 100)).toBe(
    '<suffix>}<prefix>a <prefix>',
  );
});

test('adjacent texts are tokenised as one', () => {
  const whole: string[] = [];
  const listening = {
    ...vocabulary,
    textTokens: (content: string) => {
      whole.push(content);
      return vocabulary.textTokens(content);
    },
  };
  tokenizePrompt([text('re'), text('turn'), control('prefix'), text('x')], 100, listening);
  expect(whole).toEqual(['return', 'x']);
});

test('a control that the model does not have is left out, and the texts around it join', () => {
  expect(drawn([text('a'), control('middle'), text('b')], 100)).toBe('ab');
});

test('begins with the begin token when the model wants one', () => {
  expect(tokenizePrompt([text('a')], 100, { ...vocabulary, begin: 7 })).toEqual([7, 97]);
});

describe('what is too long', () => {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, n) => `line${n % 10}\n`).join('');

  test('loses the front of the prefix at a line’s start, never its end', () => {
    const shown = drawn([control('suffix'), text('\n}'), control('prefix'), text(`${lines(30)}ret`)], 100);
    expect(shown).toMatch(/^<suffix>\n\}<prefix>(line\d\n)+ret$/);
  });

  test('keeps the cut where it is while a few characters are typed', () => {
    const at = (typed: string): string =>
      drawn([control('suffix'), text('\n}'), control('prefix'), text(lines(40) + typed)], 160);
    for (const typed of ['r', 're', 'return', 'return item']) expect(at(typed)).toBe(at('') + typed);
  });

  test('then the end of the suffix', () => {
    const shown = drawn(
      [control('suffix'), text(`\n}\n${lines(40)}`), control('prefix'), text(lines(40))],
      100,
    );
    expect(shown).toMatch(/^<suffix>\n\}\n(line\d\n?)*<prefix>(line\d\n)+$/);
  });

  test('then files from elsewhere', () => {
    const shown = drawn(
      [control('file'), text(lines(50)), control('suffix'), text('\n}'), control('prefix'), text('return x')],
      60,
    );
    expect(shown).toBe('<file><suffix><prefix>return x');
  });

  test('and in the worst case simply the beginning', () => {
    expect(drawn([text('x'.repeat(500)), control('prefix'), text('abc')], 10)).toBe('xxxxxx<prefix>abc');
  });

  test('cuts a text without lines and without controls', () => {
    expect(drawn([text(`${'x'.repeat(500)}abc`)], 10)).toMatch(/^x+abc$/);
  });

  test('never exceeds the limit', () => {
    const prompt = [
      control('file'),
      text(lines(20)),
      control('suffix'),
      text(lines(20)),
      control('prefix'),
      text(lines(20)),
    ];
    for (let limit = 1; limit < 400; limit += 7) {
      expect(tokenizePrompt(prompt, limit, vocabulary).length).toBeLessThanOrEqual(limit);
    }
  });
});
