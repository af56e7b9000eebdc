import type { ModelSource } from '../../../src/completion/ports';
import type { CompletionSettings, Rule } from '../../../src/completion/request';
import { rules } from '../../../src/completion/request';
import type { Candidate } from '../../../src/lab/runModel';
import { UsageError } from '../usageError';
import { silentModels } from './silentModel';

/**
 * Where a rule is measured: at holes with the model in use, at holes with a model that knows the answer and is sloppy, or
 * while a person types.
 */
export const tables = ['holes', 'sloppy', 'typing'] as const;
export type Table = (typeof tables)[number];

/** One thing that the product does, and how it is asked with it and without it. */
export interface Ablation {
  readonly name: string;
  readonly tables: readonly Table[];
  readonly off: Change;
}

export interface Change {
  readonly settings?: Partial<CompletionSettings>;
  readonly learnsProject?: boolean;
  readonly watch?: (models: ModelSource) => ModelSource;
  /** Who does not hear what became of what was shown. */
  readonly deaf?: 'taste' | 'memory';
}

const inHoles: readonly Table[] = ['holes'];
const everywhere: readonly Table[] = ['holes', 'sloppy', 'typing'];
const typing: readonly Table[] = ['typing'];

/** Where each of the engine's own switches shows. A stop rule and a filter show in holes of both kinds. */
const tablesOf: Partial<Record<Rule, readonly Table[]>> = {
  cache: typing,
  backspaced: typing,
  join: typing,
  anchor: typing,
  block: everywhere,
  growth: everywhere,
  validity: everywhere,
  memory: ['holes', 'typing'],
  analogies: ['holes', 'typing'],
  'memory-draft': ['holes', 'typing'],
  'sure-at-once': typing,
  gate: ['holes', 'typing'],
  'sure-tail': inHoles,
  healing: ['holes', 'typing'],
  ahead: typing,
  'first-line': typing,
  'warm-up': typing,
  imports: inHoles,
  'open-windows': inHoles,
  'project-windows': inHoles,
  declarations: ['holes', 'typing'],
  suffix: inHoles,
  elision: inHoles,
  redaction: inHoles,
  // Nothing in a hole says what was changed before.
  'recent-edits': typing,
};

/** What is no switch of the engine's: a setting, the project's index, the model. */
const others: readonly Ablation[] = [
  // What came before leaves nothing out: what two runs of the same differ by is chance.
  { name: 'nothing', tables: everywhere, off: {} },
  { name: 'model', tables: ['holes', 'typing'], off: { watch: silentModels } },
  { name: 'project', tables: ['holes', 'typing'], off: { learnsProject: false } },
  { name: 'debounce', tables: typing, off: { settings: { debounce: 0 } } },
  { name: 'taste', tables: typing, off: { settings: { learn: false } } },
  // What suits most people stays; only this person's answers go unheard.
  { name: 'learning', tables: typing, off: { deaf: 'taste' } },
  { name: 'rejections', tables: typing, off: { deaf: 'memory' } },
];

export const ablations: readonly Ablation[] = [
  ...others,
  ...rules.map((name): Ablation => ({
    name,
    tables: tablesOf[name] ?? ['holes', 'sloppy'],
    off: { settings: { without: [name] } },
  })),
];

/** Those of a table; of them only the named ones, if any are. Throws `UsageError` for a name that the table lacks. */
export function ablationsOf(table: Table, only: readonly string[]): readonly Ablation[] {
  const all = ablations.filter((each) => each.tables.includes(table));
  const unknown = only.find((name) => !all.some((each) => each.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => name).join(', ');
    throw new UsageError(`--only ${unknown} is no rule of --rules ${table}; there are ${known}.`);
  }
  return only.length === 0 ? all : all.filter(({ name }) => only.includes(name));
}

/** The candidate with the change. What it leaves out already stays out. */
export function changedBy(candidate: Candidate, { settings = {}, learnsProject }: Change): Candidate {
  const without = [...(candidate.settings.without ?? []), ...(settings.without ?? [])];
  return {
    ...candidate,
    settings: { ...candidate.settings, ...settings, ...(without.length > 0 && { without }) },
    learnsProject: learnsProject ?? candidate.learnsProject,
  };
}
