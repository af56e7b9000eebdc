import type { FimFormat } from '../ports';
import type { Snapshot, Snippet } from '../request';
import type { Outline } from '../syntax/outline';
import type { Anchor } from './anchor';
import type { Budget } from './budget';

export interface PromptInput {
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly fim: FimFormat;
  readonly budget: Budget;
  readonly outline: Outline | undefined;
  readonly snippets: readonly Snippet[];
  /** The last prompt's anchor in this document, made for the same model. */
  readonly previous: Anchor | undefined;
  readonly estimateTokens: (text: string) => number;
}
