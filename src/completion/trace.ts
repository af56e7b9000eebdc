import type { Clock, Journal } from './ports';
import type { Completion, Decision, Reason } from './request';

type Facts = Partial<Omit<Decision, 'id' | 'totalMs' | 'stagesMs'>>;

/** One request's story while it is told: stages with their milliseconds, facts, and exactly one ending. */
export class Trace {
  readonly #id: number;
  readonly #clock: Clock;
  readonly #journal: Journal | undefined;
  readonly #startedAt: number;
  readonly #stagesMs: Record<string, number> = {};
  #facts: Facts = {};
  #markedAt: number;

  /** Without a journal the story is told to nobody: it is of something that has not happened yet. */
  constructor(id: number, clock: Clock, journal?: Journal) {
    this.#id = id;
    this.#clock = clock;
    this.#journal = journal;
    this.#startedAt = clock.now();
    this.#markedAt = this.#startedAt;
  }

  /** Whether somebody waits for what it tells of. */
  get isReal(): boolean {
    return this.#journal !== undefined;
  }

  /** Books the time since the last mark on the stage that has just ended. */
  mark(stage: string): void {
    const now = this.#clock.now();
    this.#stagesMs[stage] = (this.#stagesMs[stage] ?? 0) + now - this.#markedAt;
    this.#markedAt = now;
  }

  note(facts: Facts): void {
    this.#facts = { ...this.#facts, ...facts };
  }

  /** Milliseconds since the request began. */
  elapsedMs(): number {
    return this.#clock.now() - this.#startedAt;
  }

  shown(completion: Completion): Completion {
    this.#end({ shape: completion.shape, source: completion.source });
    return completion;
  }

  /** Always undefined: what the request answers. */
  nothing(reason: Reason): Completion | undefined {
    this.#end({ reason });
    return undefined;
  }

  #end(facts: Facts): void {
    const totalMs = this.elapsedMs();
    this.#journal?.record({ ...this.#facts, ...facts, id: this.#id, totalMs, stagesMs: this.#stagesMs });
  }
}

/** What ended a request that threw. */
export function reasonOfFailure(error: unknown): Reason {
  if (!(error instanceof Error)) return 'model-failed';
  if (error.name === 'AbortError') return 'cancelled';
  return 'code' in error && error.code === 'absent' ? 'model-absent' : 'model-failed';
}
