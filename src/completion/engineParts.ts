import type { Taste } from './acceptance/taste';
import type { Clock, Grammars, Journal, Logger, Members, ModelSource, Workspace } from './ports';

export interface EngineParts {
  readonly models: ModelSource;
  readonly workspace: Workspace;
  readonly grammars: Grammars;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly journal: Journal;
  /** Left out where nobody accepts anything. */
  readonly taste?: Taste;
  /** Left out where no language server runs. */
  readonly members?: Members;
}
