import { describe, expect, test } from 'vitest';

import { repeatedLines, repeatedPhrase } from '../../../src/completion/syntax/repetition';

describe('repeated lines', () => {
  test('are one, two or three lines three times over', () => {
    expect(repeatedLines(['x1', 'a1', 'a1', 'a1'])).toBe(2);
    expect(repeatedLines(['a1', 'b2', 'a1', 'b2', 'a1', 'b2'])).toBe(2);
    expect(repeatedLines(['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'])).toBe(3);
  });
  test('are two or three telling lines twice', () => {
    expect(
      repeatedLines(['x', 'const a = read();', 'write(a, 1);', 'const a = read();', 'write(a, 1);']),
    ).toBe(3);
  });
  test('are a longer block twice, when its lines say something', () => {
    const block = [
      'const a = read(first);',
      'write(a, 1);',
      '',
      'if (a.isOpen) {',
      '  close(a, first);',
      '}',
    ];
    expect(repeatedLines([...block, ...block])).toBe(6);
    expect(repeatedLines(['a1', 'b1', 'c1', 'd1', 'a1', 'b1', 'c1', 'd1'])).toBeUndefined();
  });
  test('are not twice, nor with others between', () => {
    expect(repeatedLines(['a1', 'a1'])).toBeUndefined();
    expect(repeatedLines(['a1', 'b1', 'a1', 'c1', 'a1'])).toBeUndefined();
  });
  test('are not closers in a row', () => {
    expect(repeatedLines(['}', '}', '}'])).toBeUndefined();
  });
});

describe('a repeated phrase', () => {
  test('is known as soon as it has come often enough', () => {
    const line = `x = ${'one, '.repeat(40)}`;
    const known = repeatedPhrase(line)!;
    expect(known).toBeLessThan(line.length);
    expect(repeatedPhrase(line.slice(0, known))).toBe(known);
    expect(repeatedPhrase(line.slice(0, known - 1))).toBeUndefined();
    expect(repeatedPhrase(`${line}and more`)).toBe(known);
  });
  test('is no ruler, no row of zeros and no ordinary line', () => {
    expect(repeatedPhrase('='.repeat(100))).toBeUndefined();
    expect(repeatedPhrase(`[${'0, '.repeat(30)}]`)).toBeUndefined();
    expect(
      repeatedPhrase('const total = prices.map((price) => price.amount).reduce((a, b) => a + b, 0);'),
    ).toBeUndefined();
  });
  test('is known early, whatever its length', () => {
    const units = (phrase: string) => repeatedPhrase(phrase.repeat(80));
    expect(units(')')).toBe(48);
    expect(units('a, ')).toBe(48);
    expect(units('0')).toBe(48);
    expect(units('1 ')).toBe(48);
    expect(units('None, ')).toBe(48);
    expect(units('const value = get(); ')).toBe(63);
    expect(units('expect(parse("value")).toBeUndefined(undefined); ')).toBe(147);
  });
  test('is a ruler without an end', () => {
    expect(repeatedPhrase('='.repeat(200))).toBe(120);
  });
});
