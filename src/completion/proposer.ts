import { ProjectMemory } from './memory/projectMemory';
import type { Proposal } from './memory/proposal';
import type { Clock, Workspace } from './ports';
import type { CompletionRequest, CompletionSettings, LinePlace } from './request';

/** The extension host must not be held for longer than a frame. */
const learningSliceMs = 8;

/** From here on the memory is right more often than a cold model: shown without waiting for it to load. */
const sureOfMemory = 0.5;

/** Stage 5 of the line: the project memory, and what it is taught on the way. */
export class Proposer {
  readonly #clock: Clock;
  readonly #workspace: Workspace;
  readonly #memory = new ProjectMemory();

  constructor(clock: Clock, workspace: Workspace) {
    this.#clock = clock;
    this.#workspace = workspace;
  }

  /** What the project wrote after the same words, or undefined. */
  propose({ snapshot, offset }: CompletionRequest, { without }: CompletionSettings): Proposal | undefined {
    if (without?.includes('memory')) return undefined;
    this.learnOpenFiles(snapshot.uri, learningSliceMs);
    return this.#memory.propose(snapshot, offset, this.#workspace.project?.shelves(), without);
  }

  /** Whether a proposal is shown without a model that is still to be loaded, or late. */
  isEnoughAlone(proposal: Proposal): boolean {
    return proposal.confidence >= sureOfMemory;
  }

  /** Teaches the memory those open documents that have changed since; the rest waits when the budget is spent. */
  learnOpenFiles(currentUri: string, budgetMs: number): void {
    const deadline = this.#clock.now() + budgetMs;
    for (const document of this.#workspace.openDocuments()) {
      if (this.#clock.now() >= deadline) return;
      if (document.uri !== currentUri) this.#memory.learn(document);
    }
  }

  noteVerdict(verdict: 'accepted' | 'rejected', place: LinePlace): void {
    this.#memory.noteVerdict(verdict, place);
  }

  forget(uri: string): void {
    this.#memory.forget(uri);
  }
}
