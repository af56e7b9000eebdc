import { describe, expect, test } from 'vitest';

import { analogies } from '../../../src/completion/memory/analogies';
import { shapeOf, tokenLine, type TokenLine } from '../../../src/completion/memory/tokenLine';
import { TokenLines } from '../../../src/completion/memory/tokenLines';
import { Dice } from '../../fakes/dice';

const token = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}[\w.]*|\s+|[^\s\p{L}\p{N}_$]/gu;

const pieces = [
  ...[
    'a',
    'b2',
    '_',
    '$',
    'größe',
    'é',
    'return',
    'let',
    '1',
    '2.5e3',
    '7$',
    '٣',
    '4ü',
    '.',
    ' ',
    '\t',
    '\u00a0',
  ],
  ...['  \u2003', '=', '(', ')', '"', '😀', '\ud800', '\u0301', '->', 'x\u0301y', '名前', '\r', '\v'],
];

function randomLine(dice: Dice): string {
  return Array.from({ length: dice.below(12) }, () => dice.pick(pieces)).join('');
}

test('a line is cut as the expression cuts it', () => {
  const dice = new Dice(3);
  for (let round = 0; round < 5_000; round += 1) {
    const line = randomLine(dice).trimStart();
    expect(tokenLine(line).tokens).toEqual(line.match(token) ?? []);
    expect(shapeOf(line)).toBe(tokenLine(line).shapes.at(-1));
  }
});

test.each([
  ['let one = two', 'let a = b', true],
  ['f(1, x)', 'g(25,  y)', true],
  ['let one = two', 'var a = b', false],
  ['f(a);', 'f(a),', false],
  ['f(a)', 'f(1)', false],
])('%s and %s have the same shape: %s', (one, other, isSame) => {
  expect(tokenLine(one).shapes.at(-1) === tokenLine(other).shapes.at(-1)).toBe(isSame);
});

/** A document in which many lines are alike. */
function randomDocument(dice: Dice, lines: number): string {
  const names = ['a', 'b', 'setWidth', 'setHeight', 'width', 'height'];
  const line = (): string => {
    const [one, two] = [dice.pick(names), dice.pick(names)];
    const all = [
      `${one}(${two});`,
      `  let ${one} = ${two}.${one};`,
      `if (${one}) {`,
      '}',
      '',
      `  ${one} += 1;`,
    ];
    return dice.pick([...all, randomLine(dice).replaceAll('\r', '')]);
  };
  return Array.from({ length: lines }, line).join('\n');
}

/** The document after a key, a line or a deletion somewhere. */
function edited(dice: Dice, text: string): string {
  const at = dice.below(text.length + 1);
  const kind = dice.below(3);
  if (kind === 0) return text.slice(0, at) + dice.pick(['x', '\n', '(', ' ']) + text.slice(at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1 + dice.below(30));
  return `${text.slice(0, at)}\n${randomDocument(dice, 3)}${text.slice(at)}`;
}

describe('what is kept of the last question', () => {
  test('never changes the answer to the next', () => {
    const dice = new Dice(7);
    const kept = new TokenLines();
    for (let round = 0; round < 60; round += 1) {
      let text = randomDocument(dice, dice.below(40));
      for (let key = 0; key < 12; key += 1) {
        const offset = dice.below(text.length + 1);
        for (const most of [3, 50]) {
          expect(kept.above(text, offset, most)).toEqual(new TokenLines().above(text, offset, most));
          expect(kept.below(text, offset, most)).toEqual(new TokenLines().below(text, offset, most));
        }
        expect(analogies(text, offset, kept)).toEqual(analogies(text, offset, new TokenLines()));
        text = dice.below(3) === 0 ? `${text}\nx` : edited(dice, text);
      }
    }
  });

  test('is the same lines while the cursor’s line is being written', () => {
    const lines = new TokenLines();
    const above = lines.above('one\ntwo\nthr', 11, 9);
    const below = lines.below('thr\none\ntwo', 3, 9);
    expect(lines.above('one\ntwo\nthree', 13, 9)).toBe(above);
    expect(lines.below('three\none\ntwo', 5, 9)).toBe(below);
    expect(lines.above('zone\ntwo\nthree', 14, 9).map(({ text }) => text)).toEqual(['zone', 'two']);
    expect(lines.below('three\none\ntwos', 5, 9).map(({ text }) => text)).toEqual(['one', 'twos']);
  });
});

/** Lines whose shapes tell nothing: all of them are compared token by token. */
class LinesWithoutShapes extends TokenLines {
  readonly #made = new Map<string, TokenLine>();

  override of(line: string): TokenLine {
    const made = super.of(line);
    const known = this.#made.get(line) ?? { ...made, shapes: made.shapes.map(() => 0) };
    this.#made.set(line, known);
    return known;
  }
}

test('lines that are told apart by their shapes are not alike', () => {
  const dice = new Dice(11);
  let found = 0;
  for (let round = 0; round < 400; round += 1) {
    const text = randomDocument(dice, 30);
    const offset = dice.below(text.length + 1);
    const plain = analogies(text, offset, new LinesWithoutShapes());
    expect(analogies(text, offset, new TokenLines())).toEqual(plain);
    found += plain.length;
  }
  expect(found).toBeGreaterThan(400);
});
