import path from 'node:path';

import { Taste } from '../../completion/acceptance/taste';
import type { Clock, Logger } from '../../completion/ports';
import { GhostText } from '../ghostText';
import type { LiveSettings } from '../liveSettings';
import { LearnedFile } from './learnedFile';
import { Learning } from './learning';

export interface LearningKit {
  readonly taste: Taste;
  readonly learning: Learning;
  /** Tells the learning what becomes of what is shown. */
  readonly ghost: GhostText;
}

/** The parts that learn what the user accepts; `storage` is the extension's own folder, for all windows. */
export function createLearning(
  storage: string,
  settings: Pick<LiveSettings, 'completion'>,
  clock: Clock,
  logger: Logger,
): LearningKit {
  const taste = new Taste();
  const file = new LearnedFile(path.join(storage, 'learned.json'), logger);
  const learning = new Learning({ taste, file, isOn: () => settings.completion.learn, logger });
  const ghost = new GhostText((fate, shown) => {
    learning.noteFate(fate, shown, clock.now());
  });
  return { taste, learning, ghost };
}
