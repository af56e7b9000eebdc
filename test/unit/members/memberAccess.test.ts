import { describe, expect, test } from 'vitest';

import { memberAccess, memberWritten } from '../../../src/completion/members/memberAccess';

/** The name that `text` makes of the access at the █; 'no access' where there is none. */
function written(drawing: string, text: string): string | undefined {
  const offset = drawing.indexOf('█');
  const access = memberAccess(drawing.replace('█', ''), offset);
  return access ? memberWritten(access, text)?.name : 'no access';
}

describe('a member is written', () => {
  const cases: readonly (readonly [drawing: string, text: string, name: string])[] = [
    ['items.█', 'forEach(print)', 'forEach'],
    ['items.fo█', 'rEach(print)', 'forEach'],
    ['items?.█', 'length', 'length'],
    ['items!.█', 'length;', 'length'],
    ['this.█', 'state = 1', 'state'],
    ['this.█', '#secret += 1', '#secret'],
    ['this.#█', 'secret += 1', '#secret'],
    ['this.#se█', 'cret', '#secret'],
    ['list<string>().█', 'map(each)', 'map'],
    ['load().then(show).█', 'catch(tell)', 'catch'],
    ['rows[0].█', 'cells', 'cells'],
    ["'text'.█", 'length', 'length'],
    ['`a${b}`.█', 'trim()', 'trim'],
    ['({ a }).█', 'a', 'a'],
    ['pair.0.█', 'x', 'x'],
    ['x1.█', 'y', 'y'],
    ['promise\n  .█', 'then(show)', 'then'],
    ['promise.then(\n)\n\n  ?.█', 'then(show)', 'then'],
    ['größe.█', 'höhe', 'höhe'],
    ['a.default█', 'Value', 'defaultValue'],
    ['a.█', 'default', 'default'],
    ['x ? a.█', 'b : c', 'b'],
    ['[...items.█', 'map(each)]', 'map'],
  ];
  for (const [drawing, text, name] of cases) {
    test(`${drawing}├${text}┤`, () => {
      expect(written(drawing, text)).toBe(name);
    });
  }
});

describe('a value is given', () => {
  test.each([
    ['state = 1', true],
    ['state= 1', true],
    ['state == 1', false],
    ['state => 1', false],
    ['state += 1', false],
    ['state', false],
  ])('this.├%s┤', (text, isGiven) => {
    expect(memberWritten({ start: 5, typed: '' }, text)?.isGiven).toBe(isGiven);
  });
});

describe('no member is written by a text', () => {
  test.each([
    ['items.█', '(x)'],
    ['items.█', ''],
    ['items.█', ' map'],
    ['items.█', '1'],
    ['items.forEach█', '(x)'],
    ['this.█', '#'],
  ])('%s├%s┤', (drawing, text) => {
    expect(written(drawing, text)).toBe(undefined);
  });
});

describe('no member access', () => {
  test.each([
    ['█'],
    ['items█'],
    ['items. █'],
    ['1.█'],
    ['x = 1.█'],
    ['x = 1_000.█'],
    ['x = 1.5█'],
    ['f(...█'],
    ['[...it█'],
    ['0..█'],
    ['.█'],
    ['  .█'],
    ['from .█'],
    ['x = .█'],
    ['x ? .█'],
    ['#█'],
    ['a ** .█'],
  ])('%s', (drawing) => {
    expect(written(drawing, 'name')).toBe('no access');
  });
});
