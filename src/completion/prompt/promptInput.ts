import type { FimFormat } from '../ports';
import type { Rule, Snapshot, Snippet } from '../request';
import type { Outline } from '../syntax/outline';
import type { Anchor } from './anchor';
import type { Budget } from './budget';

export interface PromptInput {
  readonly snapshot: Snapshot;
  readonly offset: number;
  readonly fim: FimFormat;
  readonly budget: Budget;
  /** Asked only for a new anchor: finding it takes longer than all the rest, and a key typed forward needs none. */
  readonly outline: () => Outline | undefined;
  readonly snippets: readonly Snippet[];
  /** The anchors of the last prompts in this document, made for the same model, the latest first. */
  readonly previous: readonly Anchor[];
  readonly estimateTokens: (text: string) => number;
  /** As in the settings. */
  readonly without?: readonly Rule[];
}
