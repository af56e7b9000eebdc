import { describe, expect, test } from 'vitest';

import { kinds } from '../../../src/lab/hole';
import { neighboursOf, projectOf } from '../../../src/lab/neighboursOf';
import { holesOf, program } from './labForTest';

const other = { ...program, path: 'lib/prices.ts', text: program.text.replaceAll('basket', 'price') };
const script = {
  package: 'shop',
  path: 'tools/report.py',
  languageId: 'python',
  text: `import json
from decimal import Decimal


def report(path, limit=10):
    with open(path) as source:
        rows = json.load(source)
    total = sum(Decimal(row["price"]) for row in rows)
    if len(rows) > limit and total > 0:
        print_rows(rows[:limit], total)
    return total
`,
};

describe('holes', () => {
  test('are the same for the same seed and others for another', async () => {
    const ids = async (seed: number) => (await holesOf([program, script], 8, seed)).map(({ id }) => id);
    expect(await ids(7)).toEqual(await ids(7));
    expect(await ids(7)).not.toEqual(await ids(8));
  });

  test('give the file back when they are filled', async () => {
    for (const { prefix, expected, suffix, path } of await holesOf([program, script], 8)) {
      expect(prefix + expected + suffix).toBe(path === script.path ? script.text : program.text);
    }
  });

  test('are shared out among the languages', async () => {
    const holes = await holesOf([program, script], 8);
    expect(holes.filter(({ languageId }) => languageId === 'python')).toHaveLength(4);
    expect(holes.filter(({ languageId }) => languageId === 'typescript')).toHaveLength(4);
  });

  test('come in every kind', async () => {
    const found = new Set<string>();
    for (let seed = 0; seed < 30; seed += 1) {
      for (const { kind } of await holesOf([program], 4, seed)) found.add(kind);
    }
    expect([...found].sort()).toEqual([...kinds].sort());
  });

  test('are more of one file where there are few files, and each another one', async () => {
    const holes = await holesOf([program], 10);
    expect(holes).toHaveLength(10);
    expect(new Set(holes.map(({ id }) => id)).size).toBe(10);
    expect(await holesOf([program], 100)).toHaveLength(12);
  });

  test('leave comments to people', async () => {
    for (let seed = 0; seed < 10; seed += 1) {
      for (const { expected } of await holesOf([program], 4, seed))
        expect(expected).not.toContain('customer');
    }
  });
});

describe('the open files', () => {
  test('are those of the package, the nearest first', () => {
    const near = { ...script, path: 'lib/money.ts', text: 'a'.repeat(400) };
    const stranger = { ...script, package: 'elsewhere' };
    expect(neighboursOf(program, [program, script, near, stranger]).map(({ path }) => path)).toEqual([
      'lib/money.ts',
      'tools/report.py',
    ]);
  });

  test('hold no copy of the file, and neither does the project', () => {
    expect(neighboursOf(program, [program, other])).toEqual([]);
    expect(projectOf(program, [program, other, script]).hidden).toEqual(new Set([other.path]));
  });
});
