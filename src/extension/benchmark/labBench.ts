import path from 'node:path';

import type { Logger } from '../../completion/ports';
import type { Bench } from '../../lab/runModel';
import { forkHost } from '../../model/forkHost';
import { noGraphics } from '../../model/gpu/gpuScout';
import { HostStarter } from '../../model/hostStarter';
import { startHost } from '../../model/startHost';
import { clock } from '../clock';
import { lifecycleSettings } from '../createLifecycle';
import { grammarFiles } from '../grammarFiles';
import type { ModelSettings } from '../settings';

/** What the lab needs, as the extension has it. `root` holds dist/; a model that dies is not started again. */
export function labBench(root: string, settings: ModelSettings, logger: Logger): Bench {
  const hostFile = path.join(root, 'dist', 'modelHost.mjs');
  const starter = new HostStarter(
    {
      start: (options, signal) => startHost(() => forkHost(hostFile), options, signal),
      findBackends: () => Promise.resolve(noGraphics),
      clock,
      logger,
    },
    () => undefined,
  );
  return {
    start: (file, signal, adapters) => {
      const usual = lifecycleSettings(settings);
      return starter.start(file, { ...usual, adapters: adapters ?? usual.adapters }, signal);
    },
    grammars: grammarFiles(path.join(root, 'dist', 'grammars')),
    clock,
    logger,
  };
}
