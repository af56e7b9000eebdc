import { expect, test } from 'vitest';

import { interleave } from '../../bench/interleave';
import { parseOptions } from '../../bench/options';
import { table } from '../../bench/report';

const rowOf = (figure: Parameters<typeof table>[0][number]): string =>
  table([figure]).split('\n')[1]?.replaceAll(/ +/g, ' ') ?? '';

test('a row shows the median, the 95th percentile and the count', () => {
  expect(rowOf({ name: 'a/b', unit: 'ms', samples: [1, 2, 3] })).toBe('a/b 2.00 2.90 - - - 3 ms');
});

test('a floor is shown as how many times it is needed', () => {
  const figure = {
    name: 'a/b',
    unit: 'ms',
    samples: [3, 3, 3],
    floor: { what: 'physics', value: 2 },
  } as const;
  expect(rowOf(figure)).toContain('1.50 × floor 2.00 (physics)');
});

test('a target is judged by the own time where there is one', () => {
  const slow = { name: 'a/b', unit: 'ms', samples: [20, 20], target: { of: 'p95', most: 10 } } as const;
  expect(rowOf(slow)).toContain('target: own p95 ≤ 10, MISSED with 20.0');
  expect(rowOf({ ...slow, busy: [5, 5] })).toContain('target: own p95 ≤ 10, reached');
});

test('a speed has a least share of its floor', () => {
  const target = { of: 'toFloor', least: 0.97 } as const;
  const speed = { name: 'a/b', unit: 'tokens/s', floor: { what: 'engine', value: 100 }, target } as const;
  expect(rowOf({ ...speed, samples: [98] })).toContain('times the floor ≥ 0.97, reached');
  expect(rowOf({ ...speed, samples: [90] })).toContain('times the floor ≥ 0.97, MISSED with 0.90');
});

test('a longest block is a target of its own', () => {
  const target = { of: 'block', most: 30 } as const;
  expect(rowOf({ name: 'a/b', unit: 'ms', samples: [1], longestBlockMs: 31, target })).toContain(
    'MISSED with 31.0',
  );
});

test('figures of one group stand together', () => {
  const [first, second, third] = ['a/1', 'b/1', 'a/2'].map(
    (name) => ({ name, unit: 'ms', samples: [1] }) as const,
  );
  const names = table([first!, second!, third!])
    .split('\n')
    .flatMap((line) => /^[ab]\/\d/.exec(line)?.[0] ?? []);
  expect(names).toEqual(['a/1', 'a/2', 'b/1']);
});

test('probes take turns, and the first round is not counted', async () => {
  const order: string[] = [];
  const probe = (name: string) => ({
    name,
    sample: () => {
      order.push(name);
      return { ms: order.length, busyMs: 1, blockMs: order.length };
    },
  });
  const [a, b] = await interleave([probe('a'), probe('b')], { most: 2, capMs: Infinity });
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  expect([a?.samples, b?.samples]).toEqual([
    [3, 5],
    [4, 6],
  ]);
  expect(b?.longestBlockMs).toBe(6);
});

test('three rounds are made however long they take', async () => {
  const sample = () => ({ ms: 1, busyMs: 1, blockMs: 1 });
  const [a] = await interleave([{ name: 'a', sample }], { most: 50, capMs: -1 });
  expect(a?.samples).toHaveLength(3);
});

test('options are read, and unknown groups are refused', () => {
  expect(parseOptions(['--quick', '--only', 'stages,host', '--out', 'a.json'])).toMatchObject({
    quick: true,
    only: ['stages', 'host'],
    out: 'a.json',
  });
  expect(() => parseOptions(['--only', 'stage'])).toThrow('no group "stage"');
  expect(() => parseOptions(['--fast'])).toThrow();
});
