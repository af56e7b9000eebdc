import { readFile, rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { missed } from '../../../src/lab/score';
import { passRate } from '../../eval/suites/passRate';
import { readSuite, type SuiteHole } from '../../eval/suites/readSuite';
import { suiteRows, suiteScore } from '../../eval/suites/suiteScore';
import { assertSandbox, runProgram } from '../../eval/suites/runProgram';
import { runWith } from './labForTest';

const fixtures = path.resolve('test/unit/eval/suites');
const fixture = (name: string): string => path.join(fixtures, name);
const { signal } = new AbortController();

describe('a public set', () => {
  test('HumanEval-Infilling is read from JSONL, and as it is handed out: packed', async () => {
    const holes = await readSuite('human-eval-infilling', fixture('human-eval-infilling.jsonl'));
    expect(holes.map(({ languageId, expected }) => ({ languageId, expected }))).toEqual([
      { languageId: 'python', expected: '    return a + b' },
      { languageId: 'python', expected: 'numbers' },
    ]);
    const folder = await mkdtemp(path.join(tmpdir(), 'inkling-suite-'));
    const packed = path.join(folder, 'set.jsonl.gz');
    await writeFile(
      packed,
      new Uint8Array(gzipSync(await readFile(fixture('human-eval-infilling.jsonl'), 'utf8'))),
    );
    expect(await readSuite('human-eval-infilling', packed)).toEqual(holes);
    await rm(folder, { recursive: true });
  });

  test('SantaCoder-FIM is read from Parquet', async () => {
    const holes = await readSuite('santacoder-fim', fixture('santacoder-fim.parquet'));
    expect(holes.map(({ path: file, languageId, program }) => [file, languageId, program?.language])).toEqual(
      [
        ['solution.py', 'python', 'python'],
        ['solution.js', 'javascript', 'javascript'],
      ],
    );
    expect(holes[1]).toMatchObject({
      prefix: 'function double(x){\n',
      expected: '  return x * 2;',
      suffix: '\n}\n',
    });
  });

  test('CrossCodeEval brings pieces of other files', async () => {
    const [hole] = await readSuite('crosscodeeval', fixture('crosscodeeval.jsonl'));
    expect(hole).toMatchObject({
      path: 'shop/report.py',
      expected: 'Basket(lines)',
      neighbours: [
        { path: 'shop/basket.py', languageId: 'python', text: expect.stringContaining('class Basket') },
      ],
    });
    expect(hole?.program).toBeUndefined();
  });

  test.each([
    ['not-there.jsonl', 'ENOENT'],
    ['not-there.jsonl.gz', 'ENOENT'],
    ['cut.jsonl', /cut\.jsonl, line 2: it is not a JSON object/],
    [
      'other.jsonl',
      /other\.jsonl, row 1: "canonical_solution" is not a text. Is it a file of human-eval-infilling\?/,
    ],
    ['packed.jsonl.gz', 'incorrect header check'],
    ['table.parquet', /table\.parquet: parquet/],
  ])('says what is wrong with %s', async (name, reason) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'inkling-suite-'));
    const [row = ''] = (await readFile(fixture('human-eval-infilling.jsonl'), 'utf8')).split('\n');
    await writeFile(path.join(folder, 'cut.jsonl'), `${row}\n${row.slice(0, 20)}`);
    await writeFile(path.join(folder, 'other.jsonl'), '{"prompt":"a"}\n');
    await writeFile(path.join(folder, 'packed.jsonl.gz'), row);
    await writeFile(path.join(folder, 'table.parquet'), row);
    await expect(readSuite('human-eval-infilling', path.join(folder, name))).rejects.toThrow(reason);
    await rm(folder, { recursive: true });
  });

  test.each(['human-eval-infilling', 'crosscodeeval'] as const)(
    '%s: the answer scores 100 %%',
    async (suite) => {
      const holes = await readSuite(suite, fixture(`${suite}.jsonl`));
      const results = await runWith(holes, ({ expected }) => `${expected}\n`);
      expect(results.map(({ candidateScore }) => candidateScore.firstLine)).toEqual(holes.map(() => true));
    },
  );
});

test('a set is scored by what a request by hand inserts, be the model as unsure as it may', async () => {
  const holes = await readSuite('human-eval-infilling', fixture('human-eval-infilling.jsonl'));
  const results = (await runWith(holes, ({ expected }) => `${expected}\n`)).map((result) => ({
    ...result,
    shown: null,
    score: missed,
  }));
  const half = results.map((result, index) => (index === 0 ? { ...result, candidateScore: missed } : result));
  const programs = { passed: { n: 2, mean: 1, low: 1, high: 1 }, timedOut: 1 };
  const scores = [suiteScore('hare', results, 1), suiteScore('tortoise', half, 1, programs)];
  expect(suiteRows(scores)).toEqual([
    ['', 'n', 'exact match', 'edit similarity', 'programs', 'pass@1', 'not in time'],
    ['hare', '2', '100 % (100–100)', '1.00 (1.00–1.00)', '–', '–', '–'],
    ['tortoise', '2', '50 % (0–100)', '0.50 (0.00–1.00)', '2', '100 % (100–100)', '1'],
  ]);
  expect(suiteRows(scores.slice(0, 1))[0]).toEqual(['', 'n', 'exact match', 'edit similarity']);
});

/** Where programs can't be locked in, none may be run; both worlds are tested as far as this machine is one of them. */
describe('programs that a model has written', () => {
  let isLocked = false;
  beforeAll(async () => {
    isLocked = await assertSandbox().then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'UsageError' });
        return false;
      },
    );
  });
  const verdictOf = async (document: string, check = 'assert answer() == 42\n') =>
    isLocked ? runProgram({ language: 'python', test: check }, document) : undefined;
  const ifLocked = <T>(verdict: T): T | undefined => (isLocked ? verdict : undefined);

  test('pass or fail by their tests', async () => {
    expect(await verdictOf('def answer():\n    return 42\n')).toBe(ifLocked('passed'));
    expect(await verdictOf('def answer():\n    return 41\n')).toBe(ifLocked('failed'));
    expect(await verdictOf('def answer(:\n')).toBe(ifLocked('failed'));
  });

  const mark = path.join(tmpdir(), `inkling-escaped-${process.pid}`);
  afterAll(() => rm(mark, { force: true }));

  test('write nothing, reach no network and get no secrets of ours', async () => {
    const home = `import os\ndef answer():\n    open(${JSON.stringify(`${process.cwd()}/escaped`)}, 'w')\n    return 42\n`;
    expect(await verdictOf(home)).toBe(ifLocked('failed'));
    expect(await verdictOf(`open(${JSON.stringify(mark)}, 'w')\ndef answer():\n    return 42\n`)).toBe(
      ifLocked('passed'),
    );
    await expect(readFile(mark)).rejects.toThrow('ENOENT');
    const network =
      'import socket\ndef answer():\n    socket.create_connection(("127.0.0.1", 9), 1)\n    return 42\n';
    expect(await verdictOf(network)).toBe(ifLocked('failed'));
    const environment = 'import os\ndef answer():\n    return 42 if "VITEST" not in os.environ else 0\n';
    expect(await verdictOf(environment)).toBe(ifLocked('passed'));
  });

  test('get no more memory than they need', async () => {
    const greedy = 'def answer():\n    return 42 if len(bytearray(3 * 1024 ** 3)) else 0\n';
    expect(await verdictOf(greedy)).toBe(ifLocked('failed'));
  });

  test('count as pass@1: the answers pass all, an empty one none', async () => {
    const holes = isLocked
      ? [
          ...(await readSuite('human-eval-infilling', fixture('human-eval-infilling.jsonl'))),
          ...(await readSuite('santacoder-fim', fixture('santacoder-fim.parquet'))),
        ]
      : [];
    const rate = async (candidate: (hole: SuiteHole) => string | null) => {
      const results = holes.map((hole) => ({ ...blank, id: hole.id, candidate: candidate(hole) }));
      return (await passRate(holes, results, 1, signal)).passed;
    };
    expect((await rate(({ expected }) => expected)).mean).toEqual(isLocked ? 1 : NaN);
    expect((await rate(() => null)).mean).toEqual(isLocked ? 0 : NaN);
  });
});

const blank = {
  kind: 'suite',
  languageId: 'python',
  expected: '',
  shown: null,
  reason: null,
  score: missed,
  candidateScore: missed,
  broken: null,
  replace: 0,
  source: null,
  shape: null,
  confidence: null,
  promptTokens: null,
  readTokens: null,
  generatedTokens: null,
  ttftMs: null,
  totalMs: 1,
  ownMs: 1,
} as const;
