import type { LabReport } from '../../src/lab/report';
import type { Against } from './against';
import type { OverlapCheck } from './findOverlap';
import type { SuiteScore } from './suites/suiteScore';
import type { TypingResult } from './typing/typingResult';

/** Everything that a run of `npm run eval` has found, as eval.json holds it. */
export interface Report extends LabReport {
  /** Of this repository; null outside of git. With a '+' where files differ from it. */
  readonly commit: string | null;
  readonly overlap: OverlapCheck;
  /** Of a public set, one a run; empty otherwise. */
  readonly suiteScores: readonly SuiteScore[];
  readonly typing: readonly TypingResult[];
  /** What has changed since a recorded report. */
  readonly against?: Against;
}
