import { estimateMean, type Estimate } from '../../../src/lab/bootstrap';
import { Dice } from '../../../src/lab/dice';
import type { Result } from '../../../src/lab/runHoles';
import type { SuiteHole } from './readSuite';
import { runProgram } from './runProgram';

/** How many of the filled programs pass their tests at the first try. */
export interface PassRate {
  readonly passed: Estimate;
  readonly timedOut: number;
}

/** Runs each hole's program with what a request by hand would have written. */
export async function passRate(
  holes: readonly SuiteHole[],
  results: readonly Result[],
  seed: number,
  signal: AbortSignal,
): Promise<PassRate> {
  const byId = new Map(results.map((result) => [result.id, result]));
  const verdicts: string[] = [];
  for (const { id, prefix, suffix, program } of holes) {
    signal.throwIfAborted();
    if (!program) continue;
    const { candidate, replace = 0 } = byId.get(id) ?? {};
    const document = prefix + (candidate ?? '') + suffix.slice(replace);
    verdicts.push(await runProgram(program, document));
  }
  return {
    passed: estimateMean(
      verdicts.map((verdict) => Number(verdict === 'passed')),
      new Dice(seed),
    ),
    timedOut: verdicts.filter((verdict) => verdict === 'timed-out').length,
  };
}
