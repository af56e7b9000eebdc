import { describe, expect, test } from 'vitest';

import { decode, encode } from '../../../src/completion/shelf/bytes';
import { LineStore } from '../../../src/completion/shelf/lineStore';
import { WordStarts } from '../../../src/completion/shelf/wordStarts';

const words = ['get', 'getAll', 'set', 'order', 'orders', 'x', 'naïve', 'price', 'total', 'find'];
const between = ['.', '(', ', ', ' = ', ' ', ');', '[0].'];

/** Lines that repeat words but, mostly, not each other; the same ones each time. */
function manyLines(count: number): readonly string[] {
  let state = 1;
  const pick = (from: readonly string[]): string => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from[(state >>> 8) % from.length] ?? '';
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 6 }, () => pick(words) + pick(between)).join(''),
  );
}

function storeOf(lines: readonly string[]): { readonly store: LineStore; readonly starts: WordStarts } {
  const store = new LineStore();
  const starts = new WordStarts(store);
  for (const [index, line] of lines.entries()) {
    const bytes = encode(line);
    store.add(bytes, bytes.length);
    if (index % 100 === 0) while (starts.tidy());
  }
  return { store, starts };
}

describe('a store of lines', () => {
  const lines = manyLines(3000);
  const distinct = [...new Set(lines)];
  const { store, starts } = storeOf(lines);

  test('keeps each line once, and finds it', () => {
    expect(store.count).toBe(distinct.length);
    for (const [number, line] of distinct.entries()) {
      const bytes = encode(line);
      expect(store.find(bytes, bytes.length)).toBe(number);
      expect(decode(store.bytes, store.start(number), store.start(number + 1) - 1)).toBe(line);
      expect(store.lineAt(store.start(number) + 3)).toBe(number);
    }
    const unknown = encode('unknown');
    expect(store.find(unknown, unknown.length)).toBe(-1);
  });

  test.each([
    'get',
    'getAll',
    'order',
    'orders.get',
    'x = set',
    'naïve.',
    'find);total',
    'price(price(',
    'none',
    'ge',
  ])('finds %j wherever a word begins with it', (needle) => {
    const pattern = new RegExp(`(?<![\\w$\\u0080-\\uffff])${needle.replace(/[.()]/g, '\\$&')}`, 'g');
    const expected = distinct.reduce((sum, line) => sum + [...line.matchAll(pattern)].length, 0);
    const found: number[] = [];
    expect(starts.find(encode(needle), 100_000, found)).toBe(expected);
    expect(starts.has(encode(needle))).toBe(expected > 0);
    expect(found).toHaveLength(expected);
    expect(new Set(found).size).toBe(expected);
    const { length } = encode(needle);
    for (const at of found) expect(decode(store.bytes, at, at + length)).toBe(needle);
  });

  test('gives at most as many places as it is asked for, and counts the others', () => {
    const found: number[] = [];
    expect(starts.find(encode('get'), 10, found)).toBeGreaterThan(1000);
    expect(found).toHaveLength(10);
  });
});
