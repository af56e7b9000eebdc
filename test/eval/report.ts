import type { CompletionSettings } from '../../src/completion/request';
import type { Difference } from './compare';
import type { OverlapCheck } from './findOverlap';
import type { Result } from './runHoles';
import { summarise, type Summary } from './summarise';
import { calibration, gateTable, type Bin, type GateRow } from './thresholds';
import type { TypingResult } from './typing/typingResult';

/** Everything that a run of the lab has found, as eval.json holds it. */
export interface Report {
  readonly seed: number;
  readonly corpus: readonly { readonly package: string; readonly files: number }[];
  readonly overlap: OverlapCheck;
  readonly runs: readonly Run[];
  readonly comparison?: readonly Difference[];
  readonly typing?: TypingResult;
}

export interface Run {
  readonly name: string;
  readonly settings: CompletionSettings;
  readonly summary: Summary;
  readonly gates: Readonly<Record<'model' | 'memory', readonly GateRow[]>>;
  readonly bins: Readonly<Record<'model' | 'memory', readonly Bin[]>>;
  readonly results: readonly Result[];
}

export function runOf(
  name: string,
  settings: CompletionSettings,
  results: readonly Result[],
  seed: number,
): Run {
  return {
    name,
    settings,
    summary: summarise(results, seed),
    gates: { model: gateTable(results, 'model'), memory: gateTable(results, 'memory') },
    bins: { model: calibration(results, 'model'), memory: calibration(results, 'memory') },
    results,
  };
}
