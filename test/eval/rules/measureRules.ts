import { stderrLogger } from '../../../scripts/complete/stderrLogger';
import { labBench } from '../../../src/extension/benchmark/labBench';
import { parseSettings } from '../../../src/extension/settings';
import type { CorpusFile } from '../../../src/lab/hole';
import { machine } from '../../../src/lab/machine';
import type { Result } from '../../../src/lab/runHoles';
import type { Bench, Candidate } from '../../../src/lab/runModel';
import { sampleHoles } from '../../../src/lab/sampleHoles';
import { candidates } from '../candidates';
import { corpusFiles, type Folders } from '../corpusFiles';
import type { Options, RulesTask } from '../options';
import { PredictionBook } from '../simulation/recordedEngine';
import type { TypingResult } from '../typing/typingResult';
import { UsageError } from '../usageError';
import { ablationsOf, type Ablation, type Change } from './ablations';
import { askingModel, askingSloppy, type AskHoles } from './holeRules';
import { Recordings } from './recordedModels';
import { ruleRow, type RuleRow } from './ruleRow';
import type { RulesReport } from './rulesReport';
import { holeCells, typingCells } from './rulesText';
import { typedPieces } from './typingRules';
import { typingRuleRow, type TypingRuleRow } from './typingRuleRow';

/** Measures the task's rules. Throws `UsageError`, `ModelError`, or `signal.reason` when aborted. */
export async function measureRules(
  { table, only }: RulesTask,
  options: Options,
  folders: Folders,
  signal: AbortSignal,
): Promise<RulesReport> {
  const { seed } = options;
  const bench = labBench(folders.root, parseSettings(() => undefined).settings.model, stderrLogger);
  const [candidate] = await candidates(options, folders.repository);
  const { files, remarks } = await corpusFiles(options, folders, signal);
  for (const remark of remarks) console.error(remark);
  if (!candidate || files.length === 0)
    throw new UsageError('There is nothing to ask in what you have named.');
  const facts = {
    madeAt: new Date().toISOString(),
    machine: machine(folders.repository),
    model: table === 'sloppy' ? 'a sloppy model' : candidate.name,
    seed,
  };
  const ablations = ablationsOf(table, only);
  if (table === 'typing') {
    const book = new PredictionBook();
    const ask = (change: Change) => typedPieces(candidate, change, files, options, bench, book, signal);
    // Grammars are compiled in other threads the first time, and the simulated clock does not see them at work.
    await ask({});
    const row = (rule: string, on: readonly TypingResult[], off: readonly TypingResult[]): TypingRuleRow =>
      typingRuleRow(rule, on, off, seed);
    return { ...facts, table, ...(await measured(ablations, ask, row, (each) => typingCells(each))) };
  }
  const ask = await askingHoles(table, candidate, files, options, bench, signal);
  const row = (rule: string, on: readonly Result[], off: readonly Result[]): RuleRow =>
    ruleRow(rule, on, off, seed);
  return { ...facts, table, ...(await measured(ablations, ask, row, (each) => holeCells(each))) };
}

/** The base, and each rule with what it brings. */
async function measured<T, Row>(
  ablations: readonly Ablation[],
  ask: (change: Change) => Promise<T>,
  rowOf: (rule: string, on: T, off: T) => Row,
  cellsOf: (row: Row) => readonly string[],
): Promise<{ readonly base: T; readonly rows: readonly Row[] }> {
  console.error('all rules');
  const base = await ask({});
  const rows: Row[] = [];
  for (const { name, off } of ablations) {
    const row = rowOf(name, base, await ask(off));
    rows.push(row);
    // A long run says what it has found so far.
    console.error(cellsOf(row).join(' | '));
  }
  return { base, rows };
}

async function askingHoles(
  table: 'holes' | 'sloppy',
  candidate: Candidate,
  files: readonly CorpusFile[],
  { holes: count, seed, kinds }: Options,
  bench: Bench,
  signal: AbortSignal,
): Promise<AskHoles> {
  const holes = await sampleHoles(files, bench.grammars, { count, seed, ...(kinds.length > 0 && { kinds }) });
  console.error(`${holes.length} holes, seed ${seed}`);
  // What the memory says is another table's: with a sloppy model all that is shown is what that wrote.
  const settings = { ...candidate.settings, without: ['memory'] as const };
  const ask =
    table === 'holes'
      ? askingModel(candidate, holes, bench, new Recordings(), signal)
      : askingSloppy({ ...candidate, settings }, holes, bench, signal);
  // The first time is slower: code is compiled, grammars are read.
  await ask({});
  return ask;
}
