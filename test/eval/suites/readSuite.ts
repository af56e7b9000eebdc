import { languageIdOf } from '../../../src/completion/syntax/languageOfPath';
import { toLf } from '../../../scripts/complete/lineEnds';
import { UsageError } from '../usageError';
import { isRow, rowsOf, type Row } from './rowsOf';
import type { Program } from './runProgram';
import type { CorpusFile, Hole } from '../../../src/lab/hole';

/** Public sets of holes that the user has downloaded; their fields, as their files have them. */
export const suites = ['human-eval-infilling', 'crosscodeeval', 'santacoder-fim'] as const;
export type Suite = (typeof suites)[number];

/** A hole whose program can be run to see whether it works. */
export interface SuiteHole extends Hole {
  readonly program?: Program;
}

type Found = Omit<SuiteHole, 'id' | 'kind' | 'package'>;

/** Where each set keeps the text before, after and in the hole, and what tells its language. */
const readers: Readonly<Record<Suite, (row: Row, id: string) => Found>> = {
  'human-eval-infilling': (row) => ({
    ...texts(row, 'prompt', 'suffix', 'canonical_solution'),
    ...named('solution.py'),
    neighbours: [],
    ...humanEvalProgram(row),
  }),
  'santacoder-fim': (row) => ({
    ...texts(row, 'prompt', 'suffix', 'canonical_solution'),
    ...named(`solution.${endings[text(row, 'language')] ?? text(row, 'language')}`),
    neighbours: [],
    ...santaProgram(row),
  }),
  crosscodeeval: (row, id) => ({
    ...texts(row, 'prompt', 'right_context', 'groundtruth'),
    ...named(text(object(row, 'metadata'), 'file')),
    neighbours: retrieved(row, id),
  }),
};

const endings: Readonly<Record<string, string>> = { python: 'py', javascript: 'js', typescript: 'ts' };

/** The holes of a set, in its order. Throws `UsageError` when a row lacks a field that its set has. */
export async function readSuite(suite: Suite, place: string): Promise<readonly SuiteHole[]> {
  const holes: SuiteHole[] = [];
  for await (const row of rowsOf(place)) {
    const number = holes.length + 1;
    try {
      const id = `${suite}:${number}`;
      holes.push({ ...readers[suite](row, id), id, kind: 'suite', package: suite });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UsageError(`${place}, row ${number}: ${reason} Is it a file of ${suite}?`);
    }
  }
  return holes;
}

function humanEvalProgram({ test, entry_point: entry }: Row): Pick<SuiteHole, 'program'> {
  if (typeof test !== 'string' || typeof entry !== 'string') return {};
  return { program: { language: 'python', test: `${test}\ncheck(${entry})\n` } };
}

/** Only what runs as it stands: a file of Java needs its tests built in. */
function santaProgram(row: Row): Pick<SuiteHole, 'program'> {
  const language = languages[text(row, 'language')];
  const { tests } = row;
  return language && typeof tests === 'string' ? { program: { language, test: tests } } : {};
}

const languages: Readonly<Record<string, Program['language']>> = {
  py: 'python',
  python: 'python',
  js: 'javascript',
  javascript: 'javascript',
};

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
  for (const chunk of list.filter(isRow)) {
    const file = text(chunk, 'filename');
    const piece = toLf(text(chunk, 'retrieved_chunk')).text;
    byFile.set(file, byFile.has(file) ? `${byFile.get(file) ?? ''}\n\n${piece}` : piece);
  }
  return [...byFile].map(([file, joined]) => ({ ...named(file), package: id, text: joined }));
}

function object(row: Row, key: string): Row {
  const value = row[key];
  if (!isRow(value)) throw new Error(`"${key}" is not an object.`);
  return value;
}

function text(row: Row, key: string): string {
  const value = row[key];
  if (typeof value !== 'string') throw new Error(`"${key}" is not a text.`);
  return value;
}
