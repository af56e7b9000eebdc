import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { describeOverlap } from '../../eval/describeOverlap';
import { findOverlap } from '../../eval/findOverlap';
import { readCorpus } from '../../eval/readCorpus';
import { readSuite } from '../../eval/suites/readSuite';
import { program } from './labForTest';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-eval-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, content: string): Promise<string> {
  const place = path.join(folder, name);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, content);
  return place;
}

const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

describe('the training corpus', () => {
  const learned = (text: string) => json({ p: 'npm_a', f: 'a.ts', l: 'typescript', t: text });

  test('without the tested files is no fault', async () => {
    await put('strange/typescript.train.jsonl', learned('const nothing = "in common with the basket";\n'));
    const check = await findOverlap([program], path.join(folder, 'strange'));
    expect(check).toEqual({ checked: true, trainingFiles: 1, faults: [] });
  });

  test('with a tested file in other clothes is one', async () => {
    await put(
      'same/typescript.train.jsonl',
      learned(program.text.replaceAll('\n', '\r\n').replaceAll('  ', '\t')),
    );
    const { faults } = await findOverlap([program], path.join(folder, 'same'));
    expect(faults).toEqual([{ tested: 'shop/lib/basket.ts', training: 'npm_a/a.ts', how: 'the same' }]);
  });

  test('with most of its lines is one, with a few is none', async () => {
    const lines = program.text.split('\n');
    await put(
      'near/typescript.train.jsonl',
      learned([...lines.slice(0, -6), 'more();'].reverse().join('\n')),
    );
    await put('far/typescript.train.jsonl', learned(lines.slice(0, 8).join('\n')));
    const faultsIn = async (name: string) => (await findOverlap([program], path.join(folder, name))).faults;
    expect((await faultsIn('near')).map(({ how }) => how)).toEqual(['most lines']);
    expect(await faultsIn('far')).toEqual([]);
  });

  test('that is not there is said to be unknown', async () => {
    const check = await findOverlap([program], path.join(folder, 'nowhere'));
    expect(check.checked).toBe(false);
    expect(describeOverlap(check)).toMatch(/not on this machine/);
  });
});

describe('a corpus', () => {
  test('is the source below a folder, without what is made or fetched', async () => {
    await put('code/src/basket.ts', program.text);
    await put('code/src/basket.d.ts', program.text);
    await put('code/node_modules/a/index.js', program.text);
    await put('code/notes.txt', program.text);
    const files = await readCorpus(path.join(folder, 'code'));
    expect(files).toEqual([{ ...program, package: 'code', path: 'src/basket.ts' }]);
  });

  test('is a file with a row for each file', async () => {
    const rows = json({ p: 'npm_b', f: 'b.ts', l: 'typescript', t: program.text });
    expect(await readCorpus(await put('held.jsonl', rows))).toMatchObject([
      { package: 'npm_b', path: 'b.ts' },
    ]);
  });
});

describe('a public set', () => {
  test('HumanEval-Infilling has the line break behind the hole in the answer', async () => {
    const row = {
      task_id: 'x',
      prompt: 'def f():\n    ',
      suffix: '    return a\n',
      canonical_solution: 'a = 1\n',
    };
    const [hole] = await readSuite('human-eval-infilling', await put('infilling.jsonl', json(row)));
    expect(hole).toMatchObject({
      prefix: 'def f():\n    ',
      expected: 'a = 1',
      suffix: '\n    return a\n',
      languageId: 'python',
      kind: 'suite',
    });
  });

  test('CrossCodeEval brings pieces of other files', async () => {
    const row = {
      prompt: 'a = ',
      groundtruth: 'b()',
      right_context: '\nc',
      metadata: { file: 'lib/a.py' },
      crossfile_context: {
        list: [
          { retrieved_chunk: 'one', filename: 'lib/b.py' },
          { retrieved_chunk: 'two', filename: 'lib/b.py' },
        ],
      },
    };
    const [hole] = await readSuite('crosscodeeval', await put('cross.jsonl', json(row)));
    expect(hole).toMatchObject({ path: 'lib/a.py', expected: 'b()', suffix: '\nc' });
    expect(hole?.neighbours).toMatchObject([{ path: 'lib/b.py', text: 'one\n\ntwo' }]);
  });

  test('SantaCoder-FIM says its language', async () => {
    const row = { language: 'java', prompt: 'int a = ', suffix: ';', canonical_solution: '1' };
    const [hole] = await readSuite('santacoder-fim', await put('santa.jsonl', json(row)));
    expect(hole).toMatchObject({ path: 'solution.java', languageId: 'java', expected: '1' });
  });

  test('of another kind is refused with the row and the field', async () => {
    const place = await put('other.jsonl', json({ prompt: 'a' }));
    await expect(readSuite('crosscodeeval', place)).rejects.toThrow(/row 1: "groundtruth" is not a text/);
  });
});
