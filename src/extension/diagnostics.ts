import type { ModelState } from '../model/modelState';
import type { Decision } from '../completion/request';
import type { Progress } from '../project/projectIndexer';
import type { DecisionJournal, RequestCounts } from './decisionJournal';
import type { Status, StatusWord } from './status';

/** What `activate()` hands out for tests, and what "Copy Diagnostics" begins with. */
export interface Diagnostics {
  readonly version: string;
  readonly state: StatusWord;
  /** The status bar's sentence. */
  readonly reason: string;
  /** The synchronous work of `activate()`, in milliseconds. */
  readonly activationMs: number;
  readonly model: ModelFacts | undefined;
  readonly hostPid: number | undefined;
  /** What is known of the graphics cards, in sentences. */
  readonly graphics: readonly string[];
  /** What the project index is doing. */
  readonly project: Progress;
  readonly requests: RequestCounts;
  /** Oldest first. With the code that the model wrote: never to be written anywhere. */
  readonly lastDecisions: readonly Decision[];
}

export interface ModelFacts {
  readonly file: string;
  /** Undefined until the model has been loaded. */
  readonly name: string | undefined;
  readonly layout: string | undefined;
  /** What runs where. */
  readonly where: string | undefined;
}

export interface DiagnosticsParts {
  readonly version: string;
  readonly activationMs: number;
  readonly status: Status;
  readonly modelState: ModelState;
  readonly hostPid: number | undefined;
  readonly graphics: readonly string[];
  readonly project: Progress;
  readonly journal: DecisionJournal;
}

export function diagnosticsOf({
  version,
  activationMs,
  status,
  modelState,
  hostPid,
  graphics,
  project,
  journal,
}: DiagnosticsParts): Diagnostics {
  return {
    version,
    state: status.word,
    reason: status.reason,
    activationMs,
    model: modelFacts(modelState),
    hostPid,
    graphics,
    project,
    requests: journal.counts,
    lastDecisions: journal.decisions,
  };
}

function modelFacts(state: ModelState): ModelFacts | undefined {
  if (state.kind === 'absent') return undefined;
  if (state.kind === 'ready') {
    const { file, name, fim, family = '', where } = state;
    return { file, name, layout: family === '' ? fim.layout : `${fim.layout} (${family})`, where };
  }
  return { file: state.file, name: undefined, layout: undefined, where: undefined };
}
