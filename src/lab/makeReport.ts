import { compare } from './compare';
import { recommend } from './recommend';
import type { LabReport, Run } from './report';
import type { Result } from './runHoles';
import { summarise } from './summarise';
import { calibration, gateTable } from './thresholds';

export function runOf(
  { name, host, settings }: Pick<Run, 'name' | 'host' | 'settings'>,
  results: readonly Result[],
  seed: number,
): Run {
  return {
    name,
    host,
    settings,
    summary: summarise(results, seed),
    gates: { model: gateTable(results, 'model'), memory: gateTable(results, 'memory') },
    bins: { model: calibration(results, 'model'), memory: calibration(results, 'memory') },
    results,
  };
}

export function reportOf(
  facts: Pick<LabReport, 'seed' | 'machine' | 'corpus' | 'remarks'>,
  runs: readonly Run[],
): LabReport {
  const { seed } = facts;
  const [first, ...others] = runs;
  const comparisons = first
    ? others.map((run) => ({
        first: first.name,
        second: run.name,
        differences: compare(first.results, run.results, seed),
      }))
    : [];
  const recommendation = recommend(runs, seed) ?? null;
  return { format: 2, madeAt: new Date().toISOString(), ...facts, runs, comparisons, recommendation };
}
