import { describe, expect, test } from 'vitest';

import { CompletionCache } from '../../src/completion/completionCache';
import type { Completion } from '../../src/completion/request';
import { Dice } from '../fakes/dice';
import { draw, parseDrawing, snapshotOf } from './marks';

/** Remembers the drawn completion, then looks for one where the cursor is: what is found, as a drawing. */
function check(remembered: string, now: string, drawing: string): void {
  const cache = new CompletionCache();
  remember(cache, remembered);
  expect(drawFound(cache, now)).toBe(drawing);
}

function remember(cache: CompletionCache, drawing: string, uri?: string): void {
  const { prefix, suffix, completion } = parseDrawing(drawing);
  const { snapshot, offset } = snapshotOf(`${prefix}█${suffix}`, uri);
  cache.remember(snapshot, offset, { ...completion!, shape: 'line', source: 'model' });
}

function find(cache: CompletionCache, source: string, uri?: string): Completion | undefined {
  const { snapshot, offset } = snapshotOf(source, uri);
  return cache.find(snapshot, offset);
}

function drawFound(cache: CompletionCache, source: string): string {
  return draw(parseDrawing(source), find(cache, source));
}

describe('a remembered completion', () => {
  test('is found where it was, also after undo', () => {
    check('x = ├alpha;┤\ny', 'x = █\ny', 'x = ├alpha;┤\ny');
    check('x = ├a, b);┤)╣\ny', 'x = █)\ny', 'x = ├a, b);┤)╣\ny');
  });

  test('is found while it is typed, until nothing is left', () => {
    check('x = ├alpha;┤\ny', 'x = al█\ny', 'x = al├pha;┤\ny');
    check('x = ├alpha;┤\ny', 'x = alpha█\ny', 'x = alpha├;┤\ny');
    check('x = ├alpha;┤\ny', 'x = alpha;█\ny', 'x = alpha;█\ny');
  });

  test('is not found when something else is typed', () => {
    check('x = ├alpha;┤\ny', 'x = b█\ny', 'x = b█\ny');
  });

  test('is not found when the text around has changed', () => {
    check('x = ├alpha;┤\ny', 'x = █\nz', 'x = █\nz');
    check('x = ├alpha;┤\ny', 'y = █\ny', 'y = █\ny');
    check('x = ├alpha;┤\ny', 'x = a█', 'x = a█');
    check('x = ├alpha;┤', 'x = a█\ny', 'x = a█\ny');
  });

  test('is forgotten when its rest turns out not to fit; an older one that does is found', () => {
    const cache = new CompletionCache();
    remember(cache, 'x = a├pp();┤');
    remember(cache, 'x = ├alpha;┤');
    const { snapshot, offset } = snapshotOf('x = a█');
    const asked: string[] = [];
    const fits = (text: string): boolean => asked.push(text) > 1;
    expect(cache.find(snapshot, offset, fits)?.text).toBe('pp();');
    expect(asked).toEqual(['lpha;', 'pp();']);
    expect(find(cache, 'x = █')?.text).toBe('app();');
  });

  test('is not found in another document, nor after forget', () => {
    const cache = new CompletionCache();
    remember(cache, 'x = ├alpha;┤');
    expect(find(cache, 'x = █', 'file:///other.ts')).toBeUndefined();
    cache.forget('file:///other.ts');
    expect(find(cache, 'x = █')).toBeDefined();
    cache.forget('file:///sample.ts');
    expect(find(cache, 'x = █')).toBeUndefined();
  });

  test('tells that it comes from the cache, and keeps its shape', () => {
    const cache = new CompletionCache();
    remember(cache, 'x = ├alpha;┤');
    expect(find(cache, 'x = █')).toEqual({ text: 'alpha;', replace: 0, shape: 'line', source: 'cache' });
  });
});

describe('backspacing', () => {
  test('puts what was deleted in front', () => {
    check('cons├t x = 1;┤\ny', 'con█\ny', 'con├st x = 1;┤\ny');
    check('x = alpha├;┤', 'x = a█', 'x = a├lpha;┤');
  });
  test('is a change of mind when it goes far', () => {
    check('x = alpha├;┤', 'x = █', 'x = █');
  });
  test('ends at the line', () => {
    check('a();\n├b();┤', 'a();█', 'a();█');
  });
  test('yields to a completion that was made for this place', () => {
    const cache = new CompletionCache();
    remember(cache, 'x = ├beta┤');
    remember(cache, 'x = a├lpha┤');
    expect(drawFound(cache, 'x = █')).toBe('x = ├beta┤');
  });
  test('takes the closer along that the editor takes away', () => {
    check('foo(├a, b┤)', 'foo█', 'foo├(a, b)┤');
    check('foo(├a);┤)╣', 'foo█', 'foo├(a);┤');
  });
});

describe('closers that the editor puts right of the cursor', () => {
  test('are replaced', () => {
    check('foo├(a, b)┤', 'foo(█)', 'foo(├a, b)┤)╣');
    check('foo(├bar(c)┤)', 'foo(bar(█))', 'foo(bar(├c)┤)╣)');
    check('foo(├bar(c));┤)╣', 'foo(bar(█))', 'foo(bar(├c));┤))╣');
    check('print(├"a" + b┤)', 'print("█")', 'print("├a" + b┤"╣)');
    check('x = ├[{ a }]┤;', 'x = [{█}];', 'x = [{├ a }]┤}]╣;');
  });
  test('may be typed over', () => {
    check('foo├(a).b()┤', 'foo(a)█', 'foo(a)├.b()┤');
    check('foo(├a);┤)╣', 'foo(a)█', 'foo(a)├;┤');
    check('foo(├a) + b(┤)', 'foo(a)█', 'foo(a)├ + b()┤');
  });
  test('may be moved to the next line by Enter', () => {
    check('if (a) ├{\n    b();\n}┤', 'if (a) {█}', 'if (a) {├\n    b();\n}┤}╣');
    check('if (a) ├{\n    b();\n}┤', 'if (a) {\n    █\n}', 'if (a) {\n    ├b();┤\n}');
    check('if (a) {├\n    b();\n}┤}╣\nc();', 'if (a) {\n    █\n}\nc();', 'if (a) {\n    ├b();┤\n}\nc();');
  });
  test('are not deleted when the text does not write them', () => {
    check('foo├(a┤', 'foo(█)', 'foo(█)');
  });
  test('do not hide that other text was added', () => {
    check('foo├(a)┤', 'foo(█ + 1)', 'foo(█ + 1)');
    check('foo├(a)┤', 'foo(█a)', 'foo(█a)');
  });
});

test('after k typed characters the rest is slice(k), at every place of random documents', () => {
  const dice = new Dice(3);
  const letters = ['a', 'b', '(', ')', ' ', '\n', '"', '{', '}', ';'];
  const word = (length: number): string => Array.from({ length }, () => dice.pick(letters)).join('');
  for (let round = 0; round < 500; round += 1) {
    const prefix = word(dice.below(12));
    const suffix = word(dice.below(12));
    const text = word(1 + dice.below(10));
    const replace = Math.max(0, dice.below(3) - 1) * (/^[)"}]/.test(suffix) ? 1 : 0);
    const cache = new CompletionCache();
    const { snapshot, offset } = snapshotOf(`${prefix}█${suffix}`);
    cache.remember(snapshot, offset, { text, replace, shape: 'line', source: 'model' });
    for (let k = 0; k < text.length; k += 1) {
      expect(find(cache, `${prefix}${text.slice(0, k)}█${suffix}`)).toMatchObject({
        text: text.slice(k),
        replace,
      });
    }
    expect(find(cache, `${prefix}${text}█${suffix}`)).toBeUndefined();
  }
});

test('whatever is found makes the document that was wished for', () => {
  const dice = new Dice(5);
  const wish = 'foo(bar("a", [b]), { c });';
  for (let round = 0; round < 2000; round += 1) {
    const cache = new CompletionCache();
    const from = dice.below(wish.length - 3);
    remember(cache, `${wish.slice(0, from)}├${wish.slice(from)}┤`);
    const cursor = dice.below(wish.length);
    const rest = dice.pick(['', ')', '))', '")', '"])', '}', '});', ' )']);
    const found = find(cache, `${wish.slice(0, cursor)}█${rest}`);
    if (found) expect(wish.slice(0, cursor) + found.text + rest.slice(found.replace)).toBe(wish);
    if (cursor >= from && rest === '') expect(found).toBeDefined();
  }
});

describe('the memory', () => {
  test('keeps the 64 completions that were used last', () => {
    const cache = new CompletionCache();
    const places = Array.from({ length: 65 }, (_, index) => `${'x'.repeat(index * 10)} = `);
    for (const place of places.slice(0, 64)) remember(cache, `${place}├alpha┤`);
    expect(find(cache, `${places[0]!}█`)).toBeDefined();
    remember(cache, `${places[64]!}├alpha┤`);
    expect(places.filter((place) => !find(cache, `${place}█`))).toEqual([places[1]]);
  });
  test('is bounded in text, but holds the last completion of a huge document', () => {
    const cache = new CompletionCache();
    const huge = 'a\n'.repeat(4_000_001);
    remember(cache, 'x = ├alpha┤');
    remember(cache, `${huge}y = ├alpha┤`);
    expect(find(cache, `${huge}y = a█`)).toBeDefined();
    expect(find(cache, 'x = █')).toBeUndefined();
  });
  test('replaces what it knew about the same place', () => {
    const cache = new CompletionCache();
    remember(cache, 'x = ├alpha┤');
    remember(cache, 'x = ├beta┤');
    expect(drawFound(cache, 'x = b█')).toBe('x = b├eta┤');
    expect(drawFound(cache, 'x = a█')).toBe('x = a█');
  });
});
