import type { CompletionSettings } from '../completion/request';
import type { Difference } from './compare';
import type { Machine } from './machine';
import type { Result } from './runHoles';
import type { Summary } from './summarise';
import type { Bin, GateRow } from './thresholds';

/** Everything that the holes of a run have told. Plain data, as its JSON file holds it. */
export interface LabReport {
  readonly format: 2;
  readonly madeAt: string;
  readonly seed: number;
  readonly machine: Machine;
  readonly corpus: readonly { readonly package: string; readonly files: number }[];
  /** What a reader must know besides, in sentences. */
  readonly remarks: readonly string[];
  readonly runs: readonly Run[];
  /** Each later run beside the first. */
  readonly comparisons: readonly Comparison[];
  /** Which one to use, in a sentence; null where there is nothing to choose from. */
  readonly recommendation: string | null;
}

/** One model with one set of settings, and what became of each hole. */
export interface Run {
  readonly name: string;
  readonly host: HostFacts;
  readonly settings: CompletionSettings;
  readonly summary: Summary;
  readonly gates: Readonly<Record<'model' | 'memory', readonly GateRow[]>>;
  readonly bins: Readonly<Record<'model' | 'memory', readonly Bin[]>>;
  readonly results: readonly Result[];
}

/** What the model cost this machine. */
export interface HostFacts {
  readonly file: string;
  readonly fileBytes: number;
  readonly contextTokens: number;
  readonly loadMs: number;
  /** Of the model's process behind the last hole; null where the system does not tell. */
  readonly memoryBytes: number | null;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

export interface Comparison {
  readonly first: string;
  readonly second: string;
  readonly differences: readonly Difference[];
}
