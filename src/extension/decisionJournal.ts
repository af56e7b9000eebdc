import type { Journal, Logger } from '../completion/ports';
import type { Decision } from '../completion/request';

export interface RequestCounts {
  readonly count: number;
  readonly shown: number;
  /** Requests that started a stream in the model. */
  readonly generations: number;
  readonly cacheHits: number;
  /** Requests that found a running stream that agreed. */
  readonly joined: number;
}

/** As many decisions as a user reads when asking "why". */
const kept = 50;

/** Receives one line per request: keeps the last ones, counts all, and writes each to the log without its code. */
export class DecisionJournal implements Journal {
  readonly #logger: Logger;
  readonly #listener: (decision: Decision) => void;
  #decisions: readonly Decision[] = [];
  #counts: RequestCounts = { count: 0, shown: 0, generations: 0, cacheHits: 0, joined: 0 };

  constructor(logger: Logger, listener: (decision: Decision) => void) {
    this.#logger = logger;
    this.#listener = listener;
  }

  record(decision: Decision): void {
    this.#decisions = [...this.#decisions.slice(1 - kept), decision];
    this.#counts = counted(this.#counts, decision);
    const { raw, ...withoutCode } = decision;
    this.#logger.debug('completion', withoutCode);
    if (raw !== undefined)
      this.#logger.trace(`completion ${decision.id} before polish: ${JSON.stringify(raw)}`);
    this.#listener(decision);
  }

  /** Oldest first. */
  get decisions(): readonly Decision[] {
    return this.#decisions;
  }

  get counts(): RequestCounts {
    return this.#counts;
  }
}

function counted(counts: RequestCounts, { reason, source, stagesMs }: Decision): RequestCounts {
  const one = (isSo: boolean): number => (isSo ? 1 : 0);
  return {
    count: counts.count + 1,
    shown: counts.shown + one(reason === undefined),
    // Once there is a prompt, the model is asked.
    generations: counts.generations + one(stagesMs?.prompt !== undefined),
    cacheHits: counts.cacheHits + one(source === 'cache'),
    joined: counts.joined + one(source === 'joined'),
  };
}
