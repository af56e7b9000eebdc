import { expect, test } from 'vitest';

import { compareReports, describeComparison } from '../../bench/compareReports';
import type { Figure, Unit } from '../../bench/figure';
import type { Report } from '../../bench/report';

const figure = (name: string, unit: Unit, ...samples: readonly number[]): Figure => ({ name, unit, samples });

const report = (...figures: readonly Figure[]): Report => ({
  format: 1,
  measuredAt: '',
  quick: true,
  machine: {
    processor: '',
    logicalCores: 2,
    physicalCores: 2,
    memoryBytes: 0,
    platform: '',
    node: '',
    engine: '',
    llamaCpp: '',
  },
  load: [0, 0],
  model: undefined,
  figures,
});

const movesOf = (old: readonly Figure[], now: readonly Figure[]) =>
  compareReports(report(...old), report(...now)).moves.map(
    ({ name, isBetter }) => `${name} ${isBetter ? 'better' : 'worse'}`,
  );

test('a time that grew by half is worse, one that shrank is better', () => {
  const old = [figure('a', 'ms', 10, 10.1, 9.9), figure('b', 'ms', 10, 10.1, 9.9)];
  const now = [figure('a', 'ms', 15, 15.1, 14.9), figure('b', 'ms', 6, 6.1, 5.9)];
  expect(movesOf(old, now)).toEqual(['b better', 'a worse']);
});

test('more tokens a second are better, more tokens read are worse', () => {
  const old = [figure('speed', 'tokens/s', 10, 10, 10), figure('read', 'tokens', 2, 2, 2)];
  const now = [figure('speed', 'tokens/s', 20, 20, 20), figure('read', 'tokens', 3, 3, 3)];
  expect(movesOf(old, now)).toEqual(['speed better', 'read worse']);
});

test('what the samples scatter by is no move', () => {
  const old = [figure('a', 'ms', 5, 10, 20, 8, 14)];
  const now = [figure('a', 'ms', 6, 12, 21, 9, 15)];
  expect(movesOf(old, now)).toEqual([]);
});

test('what the machine moved by is no move, and no figure of its own', () => {
  const slower = (by: number) => [
    figure('machine/arithmetic', 'ms', 20 * by, 20 * by, 20 * by),
    figure('a', 'ms', 10 * by, 10 * by, 10 * by),
    figure('tokens', 'tokens', 2, 2, 2),
  ];
  expect(movesOf(slower(1), slower(1.5))).toEqual([]);
});

test('own times are compared where both reports have them', () => {
  const crowded = (name: string, wall: number, own: number) => ({
    ...figure(name, 'ms', wall, wall, wall),
    busy: [own, own, own],
  });
  const old = [crowded('machine/arithmetic', 20, 20), crowded('same', 10, 10), crowded('slower', 10, 10)];
  const now = [crowded('machine/arithmetic', 60, 21), crowded('same', 30, 10), crowded('slower', 30, 15)];
  expect(movesOf(old, now)).toEqual(['slower worse']);
});

test('a changed count of tokens is a move, however busy the machine was', () => {
  const old = [figure('machine/arithmetic', 'ms', 20, 20, 20), figure('read', 'tokens', 4, 4, 4)];
  const now = [figure('machine/arithmetic', 'ms', 60, 60, 60), figure('read', 'tokens', 5, 5, 5)];
  expect(movesOf(old, now)).toEqual(['read worse']);
});

test('figures of one report only, and of too few samples, are not compared', () => {
  const old = [figure('gone', 'ms', 1, 1, 1), figure('few', 'ms', 1, 1)];
  const now = [figure('new', 'ms', 9, 9, 9), figure('few', 'ms', 9, 9)];
  expect(movesOf(old, now)).toEqual([]);
});

test('a few microseconds are no move', () => {
  expect(movesOf([figure('a', 'ms', 0.01, 0.01, 0.01)], [figure('a', 'ms', 0.04, 0.04, 0.04)])).toEqual([]);
});

test('is told in sentences', () => {
  const compared = compareReports(
    report(figure('a', 'ms', 10, 10, 10)),
    report(figure('a', 'ms', 20, 20, 20)),
  );
  expect(describeComparison(compared)).toBe(
    'Moved by more than the machine itself (30 % for own times, 30 % for all others) and the ' +
      "samples' spread: 1 of 1 figures.\n" +
      '  WORSE   × 2.00 (2.00 to 2.00)  a',
  );
});
