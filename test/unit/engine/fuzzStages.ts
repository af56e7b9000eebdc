import { Stage } from './stage';

/** Loading a grammar takes its time, so engines that have one serve many cases. */
const kept = new Map<string, Stage>();

export function keptStage(languageId: string): Stage {
  const stage = kept.get(languageId) ?? new Stage();
  kept.set(languageId, stage);
  return stage;
}

export async function disposeKept(): Promise<void> {
  for (const stage of kept.values()) await stage.engine.dispose();
  kept.clear();
}

/** Without any grammar: text alone decides. */
export function stageWithoutGrammar(): Stage {
  return new Stage('', {
    runtime: () => Promise.reject(new Error('no runtime')),
    load: () => Promise.reject(new Error('no grammar')),
  });
}
