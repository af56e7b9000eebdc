import { createReadStream } from 'node:fs';

import { lines } from '../../../scripts/complete/lines';
import { languageIdOf } from '../../../src/lab/languageIds';
import { toLf } from '../../../scripts/complete/lineEnds';
import type { CorpusFile, Hole } from '../../../src/lab/hole';

/** Public sets of holes that the user has downloaded; their fields, as their files have them. */
export const suites = ['humaneval-infilling', 'crosscodeeval', 'santacoder-fim'] as const;
export type Suite = (typeof suites)[number];

type Row = Readonly<Record<string, unknown>>;

/** Where each set keeps the text before, after and in the hole, and what tells its language. */
const readers: Readonly<Record<Suite, (row: Row, id: string) => Omit<Hole, 'id' | 'kind' | 'package'>>> = {
  'humaneval-infilling': (row) => ({
    ...texts(row, 'prompt', 'suffix', 'canonical_solution'),
    ...named('solution.py'),
    neighbours: [],
  }),
  'santacoder-fim': (row) => ({
    ...texts(row, 'prompt', 'suffix', 'canonical_solution'),
    ...named(`solution.${endings[text(row, 'language')] ?? text(row, 'language')}`),
    neighbours: [],
  }),
  crosscodeeval: (row, id) => ({
    ...texts(row, 'prompt', 'right_context', 'groundtruth'),
    ...named(text(object(row, 'metadata'), 'file')),
    neighbours: retrieved(row, id),
  }),
};

const endings: Readonly<Record<string, string>> = { python: 'py', javascript: 'js', typescript: 'ts' };

/** The holes of a set, in its order. Throws when a row lacks a field that its set has. */
export async function readSuite(suite: Suite, place: string): Promise<readonly Hole[]> {
  const holes: Hole[] = [];
  for await (const line of lines(createReadStream(place))) {
    if (line.trim() === '') continue;
    const number = holes.length + 1;
    try {
      const id = `${suite}:${number}`;
      holes.push({ ...readers[suite](parsed(line), id), id, kind: 'suite', package: suite });
    } catch (error) {
      throw new Error(`${place}, row ${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return holes;
}

function texts(row: Row, prefix: string, suffix: string, expected: string) {
  const lf = (key: string): string => toLf(text(row, key)).text;
  // A line break behind the last line of the hole belongs to what follows: nobody completes it.
  const whole = lf(expected);
  const kept = whole.trimEnd();
  return { prefix: lf(prefix), suffix: whole.slice(kept.length) + lf(suffix), expected: kept };
}

function named(path: string): Pick<Hole, 'path' | 'languageId'> {
  return { path, languageId: languageIdOf(path) };
}

/** The pieces of other files that the set has chosen for the hole, if this file of it has any; one document a file. */
function retrieved(row: Row, id: string): readonly CorpusFile[] {
  if (row.crossfile_context === undefined) return [];
  const { list } = object(row, 'crossfile_context');
  if (!Array.isArray(list)) return [];
  const byFile = new Map<string, string>();
  for (const chunk of list.filter(isObject)) {
    const file = text(chunk, 'filename');
    const piece = toLf(text(chunk, 'retrieved_chunk')).text;
    byFile.set(file, byFile.has(file) ? `${byFile.get(file) ?? ''}\n\n${piece}` : piece);
  }
  return [...byFile].map(([file, joined]) => ({ ...named(file), package: id, text: joined }));
}

function parsed(line: string): Row {
  const value: unknown = JSON.parse(line);
  if (!isObject(value)) throw new Error('it is not a JSON object.');
  return value;
}

function object(row: Row, key: string): Row {
  const value = row[key];
  if (!isObject(value)) throw new Error(`"${key}" is not an object.`);
  return value;
}

function text(row: Row, key: string): string {
  const value = row[key];
  if (typeof value !== 'string') throw new Error(`"${key}" is not a text.`);
  return value;
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
