import path from 'node:path';

import type { Taste } from '../completion/acceptance/taste';
import type {
  Clock,
  CodeModel,
  Grammars,
  Logger,
  Members,
  ModelSource,
  RecentEdit,
} from '../completion/ports';
import type { CompletionSettings } from '../completion/request';
import type { Adapter } from '../model/adapters/adapter';
import type { ModelCard } from '../model/wire';
import type { Hole } from './hole';
import { LabEngine } from './labEngine';
import { memoryOf } from './memoryOf';
import { runOf } from './makeReport';
import type { HostFacts, Run } from './report';
import { runHoles } from './runHoles';

/** What the lab needs of the product's files and of the machine. */
export interface Bench {
  /**
   * Loads a model in a new process, with these LoRA adapters or with the user's own. Throws `ModelError`, or
   * `signal.reason` when aborted.
   */
  readonly start: (file: string, signal: AbortSignal, adapters?: readonly Adapter[]) => Promise<LabHost>;
  readonly grammars: Grammars;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A loaded model, in a process of its own or, where `pid` is undefined, in this one. */
export interface LabHost {
  readonly pid: number | undefined;
  readonly model: CodeModel;
  readonly card: Pick<ModelCard, 'fileBytes' | 'contextTokens'>;
  stop(): Promise<void>;
}

/** A model to ask, with the settings of the engine around it. */
export interface Candidate {
  readonly name: string;
  readonly file: string;
  readonly settings: CompletionSettings;
  /** Whether the memory learns the files of a package that are not open. */
  readonly learnsProject: boolean;
  /** LoRA adapters; undefined stands for those of the user's settings. */
  readonly adapters?: readonly Adapter[];
  /** A language server to ask for the members behind a dot. */
  readonly members?: Members;
  /** What a person accepts who types; left out where nobody accepts anything. */
  readonly taste?: Taste;
  readonly recentEdits?: () => readonly RecentEdit[];
}

/**
 * Asks one model for every hole: the extension's engine, the model in a process of its own, as in the extension.
 * `onDone` hears how many are done, 0 when the model has been loaded. Throws `ModelError`, or `signal.reason` when aborted.
 */
export async function runModel(
  candidate: Candidate,
  holes: readonly Hole[],
  seed: number,
  bench: Bench,
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<Run> {
  const { name, settings } = candidate;
  return withModel(candidate, bench, signal, async (engine, facts) => {
    onDone(0);
    const results = await runHoles(holes, engine, onDone, signal);
    return runOf({ name, host: await facts(), settings }, results, seed);
  });
}

type Work<T> = (engine: LabEngine, facts: () => Promise<HostFacts>) => Promise<T>;

/** Loads the model, does the work and ends the model's process. `watch` puts something between the engine and the model. */
export async function withModel<T>(
  { file, adapters, ...own }: Candidate,
  { start, grammars, clock, logger }: Bench,
  signal: AbortSignal,
  work: Work<T>,
  watch = (models: ModelSource): ModelSource => models,
): Promise<T> {
  const startedAt = clock.now();
  const host = await start(path.resolve(file), signal, adapters);
  const loadMs = clock.now() - startedAt;
  const models = watch({ peek: () => host.model, acquire: () => Promise.resolve(host.model) });
  const engine = new LabEngine({ ...own, models, grammars, clock, logger });
  try {
    return await work(engine, () => hostFacts(file, host, loadMs));
  } finally {
    await engine.dispose();
    await host.stop();
  }
}

async function hostFacts(file: string, { pid, card, model }: LabHost, loadMs: number): Promise<HostFacts> {
  return {
    file: path.basename(file),
    fileBytes: card.fileBytes,
    contextTokens: card.contextTokens,
    loadMs,
    memoryBytes: (pid === undefined ? undefined : await memoryOf(pid)) ?? null,
    ...model.speed,
  };
}
