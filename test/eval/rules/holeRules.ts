import path from 'node:path';

import type { ModelSource } from '../../../src/completion/ports';
import type { Hole } from '../../../src/lab/hole';
import { runHoles, type Result } from '../../../src/lab/runHoles';
import type { Bench, Candidate } from '../../../src/lab/runModel';
import { ScriptedModel } from '../../fakes/scriptedModel';
import { changedBy, type Change } from './ablations';
import { pacedModels } from './pace';
import type { Recordings } from './recordedModels';
import { sloppyAnswer } from './sloppyModel';
import { standingClock } from './standingClock';
import { TimedEngine } from './timedEngine';

/** Asks for every hole with the change. Throws as `runModel` does. */
export type AskHoles = (change: Change) => Promise<readonly Result[]>;

/** With the candidate's model, in a process of its own; `recordings` answers what has been asked before. */
export function askingModel(
  candidate: Candidate,
  holes: readonly Hole[],
  bench: Bench,
  recordings: Recordings,
  signal: AbortSignal,
): AskHoles {
  const { file, adapters } = candidate;
  return async (change) => {
    const host = await bench.start(path.resolve(file), signal, adapters);
    const real: ModelSource = { peek: () => host.model, acquire: () => Promise.resolve(host.model) };
    const models = change.watch?.(real) ?? recordings.watching(pacedModels(real));
    const engine = engineOf(changedBy(candidate, change), models, bench);
    try {
      return await runHoles(holes, engine, () => undefined, signal);
    } finally {
      await engine.dispose();
      await host.stop();
    }
  };
}

/** As good as certain, so that the gate lets all of it pass. */
const certain = -0.001;

/** With a model that knows the answer and spoils it. */
export function askingSloppy(
  candidate: Candidate,
  holes: readonly Hole[],
  bench: Bench,
  signal: AbortSignal,
): AskHoles {
  const model = new ScriptedModel('');
  const models: ModelSource = { peek: () => model, acquire: () => Promise.resolve(model) };
  return async (change) => {
    const engine = engineOf(changedBy(candidate, change), models, bench);
    const results: Result[] = [];
    try {
      for (const [index, hole] of holes.entries()) {
        model.script = { text: sloppyAnswer(hole, index), logProbability: certain };
        results.push(...(await runHoles([hole], engine, () => undefined, signal)));
      }
    } finally {
      await engine.dispose();
    }
    return results;
  };
}

function engineOf(
  { settings, learnsProject }: Candidate,
  models: ModelSource,
  { grammars, logger }: Bench,
): TimedEngine {
  return new TimedEngine({ models, grammars, clock: standingClock, logger, settings, learnsProject });
}
