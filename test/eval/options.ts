import { parseArgs } from 'node:util';

import { kinds, type Kind } from '../../src/lab/hole';
import { ablationsOf, tables, type Table } from './rules/ablations';
import { suites, type Suite } from './suites/readSuite';
import { UsageError } from './usageError';

export interface Options {
  /** What is run: holes of a corpus, holes of a public set, or the replay of a file. */
  readonly task:
    | { readonly kind: 'help' }
    | { readonly kind: 'holes' }
    | { readonly kind: 'suite'; readonly suite: Suite; readonly data: string }
    | { readonly kind: 'typing'; readonly file: string }
    | RulesTask;
  /** Folders or JSONL files; none is the default corpus. */
  readonly corpora: readonly string[];
  /** Model files; two to compare. None is the bundled one. */
  readonly models: readonly string[];
  readonly isComparison: boolean;
  /** Settings that differ from the extension's defaults, as NAME=VALUE; in a comparison those of the second run. */
  readonly changes: readonly string[];
  /** Files of LoRA adapters, at full scale; in a comparison those of the second run. */
  readonly adapters: readonly string[];
  /** VS Code's ids; none is all. */
  readonly languages: readonly string[];
  /** Kinds of holes; none is all. */
  readonly kinds: readonly Kind[];
  readonly holes: number;
  /** How many files of the corpus are typed, beside the holes, and how much of each. In code units. */
  readonly typedFiles: number;
  readonly characters: number;
  /** Milliseconds that a written token takes on a simulated clock; undefined is the real clock and the real time. */
  readonly tokenMs: number | undefined;
  /** Of a hundred lines of the typed file, so many are known to the model on the simulated clock. */
  readonly knows: number;
  readonly seed: number;
  /** The folder of the report; undefined is build/lab. */
  readonly out: string | undefined;
  /** Where the figures go that a later run compares with. */
  readonly record: string | undefined;
  /** Runs the programs of a public set, locked in. */
  readonly runsPrograms: boolean;
  /** A record to compare with. */
  readonly against: string | undefined;
}

/** What each rule brings: the same with it and without it. */
export interface RulesTask {
  readonly kind: 'rules';
  readonly table: Table;
  /** Of the table's rules; none is all. */
  readonly only: readonly string[];
}

/** Quick ones are meant for a look between two changes, the usual ones for a decision. */
const holes = { quick: 120, usual: 540 } as const;
/** For each rule and once more: an hour for all of them. */
const holesOfRules = { quick: 60, usual: 180 } as const;
/** Of one file alone, with --typing FILE. */
const characters = { quick: 300, usual: 1_200 } as const;
/** Beside holes: typing is in real time, so a few files and a piece of each. */
const typedFiles = { quick: 1, usual: 4 } as const;
const typedFilesOfRules = { quick: 2, usual: 8 } as const;
const besideCharacters = { quick: 250, usual: 500 } as const;

/** Reads the command line. A record's seed and number of holes count where none are given. Throws `UsageError`. */
export function parseOptions(
  args: readonly string[],
  record?: { readonly seed: number; readonly holes: number },
): Options {
  const values = parsed(args);
  const pace = values.quick === true ? 'quick' : 'usual';
  const {
    model: models = [],
    set: changes = [],
    adapter: adapters = [],
    compare: isComparison = false,
  } = values;
  const task = taskOf(values);
  if (models.length > (isComparison ? 2 : 1))
    throw new UsageError('Two models need --compare; more are too many.');
  if (isComparison && models.length < 2 && changes.length + adapters.length === 0) {
    throw new UsageError(
      '--compare needs a second --model, or --set NAME=VALUE or --adapter FILE for the second run.',
    );
  }
  if (values.only !== undefined && task.kind !== 'rules') throw new UsageError('--only belongs to --rules.');
  if (task.kind === 'rules' && isComparison)
    throw new UsageError('--rules compares by itself: leave out --compare.');
  if (values['run-programs'] === true && task.kind !== 'suite')
    throw new UsageError('--run-programs belongs to --suite.');
  if (values.against !== undefined && (isComparison || task.kind !== 'holes'))
    throw new UsageError('--against compares the holes of one run with a record.');
  if (
    values.against !== undefined &&
    [values.holes, values.seed, values.quick].some((each) => each !== undefined)
  )
    throw new UsageError(
      '--against asks for the holes of the record: leave out --holes, --seed and --quick.',
    );
  if (isComparison && task.kind === 'typing') throw new UsageError('--compare does not go with --typing.');
  return {
    task,
    corpora: values.corpus ?? [],
    models,
    isComparison,
    changes,
    adapters,
    languages: values.language ?? [],
    kinds: (values.kind ?? []).map(kindOf),
    holes: wholeNumber(
      '--holes',
      values.holes,
      record?.holes ?? (task.kind === 'rules' ? holesOfRules : holes)[pace],
    ),
    typedFiles:
      values['no-typing'] === true || isComparison || values.against !== undefined
        ? 0
        : wholeNumber(
            '--files',
            values.files,
            (task.kind === 'rules' ? typedFilesOfRules : typedFiles)[pace],
          ),
    characters: wholeNumber(
      '--characters',
      values.characters,
      (task.kind === 'typing' ? characters : besideCharacters)[pace],
    ),
    tokenMs: values['token-ms'] === undefined ? undefined : wholeNumber('--token-ms', values['token-ms'], 0),
    knows: wholeNumber('--knows', values.knows, 0),
    seed: wholeNumber('--seed', values.seed, record?.seed ?? 1),
    out: values.out,
    record: values.record,
    runsPrograms: values['run-programs'] === true,
    against: values.against,
  };
}

function taskOf(values: ReturnType<typeof parsed>): Options['task'] {
  if (values.help === true) return { kind: 'help' };
  if (values.typing !== undefined) return { kind: 'typing', file: values.typing };
  if (values.rules !== undefined) return rulesTaskOf(values.rules, values.only ?? []);
  if (values.suite === undefined) return { kind: 'holes' };
  const suite = suites.find((name) => name === values.suite);
  if (!suite) throw new UsageError(`--suite is one of ${suites.join(', ')}.`);
  if (values.data === undefined)
    throw new UsageError('--suite needs --data FILE: the set as you have downloaded it.');
  return { kind: 'suite', suite, data: values.data };
}

function rulesTaskOf(wanted: string, only: readonly string[]): RulesTask {
  const table = tables.find((name) => name === wanted);
  if (!table) throw new UsageError(`--rules is one of ${tables.join(', ')}.`);
  const names = only.flatMap((list) => list.split(',')).filter((name) => name !== '');
  ablationsOf(table, names);
  return { kind: 'rules', table, only: names };
}

function kindOf(wanted: string): Kind {
  const kind = kinds.find((name) => name === wanted);
  if (!kind) throw new UsageError(`--kind is one of ${kinds.join(', ')}.`);
  return kind;
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new UsageError(`${name} needs a whole number, not "${text}".`);
  return Number(text);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        corpus: { type: 'string', multiple: true },
        model: { type: 'string', multiple: true },
        adapter: { type: 'string', multiple: true },
        compare: { type: 'boolean' },
        set: { type: 'string', multiple: true },
        language: { type: 'string', multiple: true },
        kind: { type: 'string', multiple: true },
        holes: { type: 'string' },
        typing: { type: 'string' },
        rules: { type: 'string' },
        only: { type: 'string', multiple: true },
        characters: { type: 'string' },
        files: { type: 'string' },
        'no-typing': { type: 'boolean' },
        'token-ms': { type: 'string' },
        knows: { type: 'string' },
        record: { type: 'string' },
        'run-programs': { type: 'boolean' },
        against: { type: 'string' },
        suite: { type: 'string' },
        data: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
