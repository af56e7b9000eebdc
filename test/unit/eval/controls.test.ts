import { beforeAll, describe, expect, test } from 'vitest';

import type { Hole } from '../../../src/lab/hole';
import { summarise } from '../../../src/lab/summarise';
import { holesOf, program, runWith } from './labForTest';

/** A lab that flatters, or that punishes, shows it on models whose marks are known beforehand. */
describe('a model', () => {
  let holes: readonly Hole[];
  beforeAll(async () => {
    holes = await holesOf([program], 4);
    // One file gives four holes; other seeds give others.
    for (const seed of [2, 3, 4, 5, 6]) holes = [...holes, ...(await holesOf([program], 4, seed))];
  });

  const marks = async (answer: (hole: Hole) => string) =>
    summarise(await runWith(holes, answer), 1).groups.all[0]!;

  test('that is told the answer gets every line right', async () => {
    const results = await runWith(holes, ({ expected }) => expected);
    const wrong = results.filter(({ candidateScore }) => !candidateScore.firstLine);
    expect(wrong.map(({ kind, expected, candidate }) => ({ kind, expected, candidate }))).toEqual([]);
  });

  test('that says nothing gets none right', async () => {
    const all = await marks(() => '');
    expect(all.firstLine.mean).toBe(0);
    expect(all.whole.mean).toBe(0);
  });

  test('that repeats the text behind the hole gets none right', async () => {
    const all = await marks(({ suffix }) => suffix.slice(0, 200));
    expect(all.firstLine.mean).toBe(0);
    expect(all.whole.mean).toBe(0);
  });
});
