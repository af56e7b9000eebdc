import { describe, expect, test } from 'vitest';

import { LlamaModel } from '../../../src/model/llamaModel';
import { bytesOf, textOf, tokenBytes } from '../../../src/model/tokenBytes';
import { free, heldTo, tokensToHeal } from '../../../src/model/tokenHealing';
import { TokenIndex } from '../../../src/model/tokenIndex';
import { collect, text } from '../../model/collect';
import { FakeEngine } from './fakeEngine';

const words = [
  'foo',
  '.',
  'b',
  'a',
  'ba',
  'bar',
  '.bar',
  ' ',
  '  ',
  ' return',
  '\n',
  ';',
  ';\n',
  'é',
  'ébar',
];
const bytes = Array.from(bytesOf('→😀'), (byte) => byte);
const index = new TokenIndex([...words.map(bytesOf), ...bytes, bytesOf('😀!'), undefined], () => true);
const control = words.length + bytes.length + 1;

const tokens = (...texts: string[]): number[] => texts.map((text) => words.indexOf(text));
const split = (text: string): number[] =>
  Array.from(bytesOf(text), (byte) => words.length + bytes.indexOf(byte));
const texts = (ids: readonly number[] | undefined): string[] | undefined =>
  ids?.map((id) => textOf(index.bytesOf(id) ?? '')).sort();

describe('how many tokens are taken back', () => {
  test('none where no token could begin in them and go on', () => {
    expect(tokensToHeal(tokens('.', 'foo'), index)).toBe(0);
  });

  test('half a word', () => {
    expect(tokensToHeal(tokens('foo', '\n', 'ba'), index)).toBe(1);
  });

  test('half a word and the sign before it, when they may be one token', () => {
    expect(tokensToHeal(tokens('foo', '.', 'ba'), index)).toBe(2);
  });

  test('half a word in pieces', () => {
    expect(tokensToHeal(tokens('foo', '.', 'b', 'a'), index)).toBe(3);
  });

  test("an indentation's last blank", () => {
    expect(tokensToHeal(tokens('\n', '  '), index)).toBe(1);
  });

  test('never a control token, and never the only token', () => {
    expect(tokensToHeal([control, ...tokens('b', 'a')], index)).toBe(2);
    expect(tokensToHeal([...tokens('b', 'a'), control], index)).toBe(0);
    expect(tokensToHeal(tokens('ba'), index)).toBe(0);
  });

  test('whole characters', () => {
    expect(tokensToHeal([...tokens('foo'), ...split('😀')], index)).toBe(4);
    // No token goes beyond this one.
    expect(tokensToHeal([...tokens('foo'), ...split('→')], index)).toBe(0);
  });
});

describe('what the next token may be', () => {
  test('a beginning of the text, or a token that the text begins', () => {
    expect(texts(heldTo('ba', index).allowed)).toEqual(['b', 'ba', 'bar']);
  });

  test('the rest of the text once its beginning is there, then anything', () => {
    const [b = 0, a = 0, bar = 0] = tokens('b', 'a', 'bar');
    expect(texts(heldTo('ba', index).after(b).allowed)).toEqual(['a']);
    expect(heldTo('ba', index).after(b).after(a)).toBe(free);
    expect(heldTo('ba', index).after(bar)).toBe(free);
    expect(free.after(bar).allowed).toBeUndefined();
  });

  test('bytes of a character', () => {
    const [first = 0] = split('😀');
    expect(heldTo(bytesOf('😀'), index).allowed).toHaveLength(2);
    expect(heldTo(bytesOf('😀'), index).after(first).allowed).toEqual(split('😀').slice(1, 2));
  });

  test('the same list for the same question', () => {
    expect(heldTo('ba', index).allowed).toBe(heldTo('ba', index).allowed);
  });
});

describe('what tokens stand for', () => {
  test('byte-level vocabularies write bytes as letters', () => {
    expect(tokenBytes(['Ġreturn', 'Ċ', 'âĨĴ', '→'], 'byte-level')).toEqual([
      ' return',
      '\n',
      bytesOf('→'),
      undefined,
    ]);
  });

  test('the others write words with a visible blank, and bytes by number', () => {
    expect(tokenBytes(['▁return', '<0x0A>', '→'], 'words', [1, 6, 1])).toEqual([
      ' return',
      '\n',
      bytesOf('→'),
    ]);
  });

  test('control, unknown and unused tokens for nothing; added ones for themselves', () => {
    expect(tokenBytes(['<s>', '<unk>', '<pad>', '  é'], 'byte-level', [3, 2, 5, 4])).toEqual([
      undefined,
      undefined,
      undefined,
      bytesOf('  é'),
    ]);
  });
});

test('half a word stays broken where nobody is to heal it', async () => {
  const fo = 256;
  const engine = new FakeEngine((after) => (after.endsWith('f') ? '!' : String.fromCharCode(fo)), 1);
  engine.words.set(fo, 'fo');
  const format = { layout: 'prefix-only', files: 'none', fileHeader: 'path', repo: false } as const;
  const fim = { family: 'none', format, controls: new Map(), stops: new Set<number>(), stopTexts: [] };
  const model = new LlamaModel({ engine, fim, fileBytes: 1e9, threads: 1, now: () => 0 });
  const limits = { maxTokens: 1 };
  expect(await collect(model, [text('= f')], limits)).toMatchObject({ text: 'o' });
  expect(await collect(model, [text('= f')], { ...limits, heals: false })).toMatchObject({ text: '!' });
});
