import type { Machine } from '../../../src/lab/machine';
import type { Result } from '../../../src/lab/runHoles';
import type { TypingResult } from '../typing/typingResult';
import type { RuleRow } from './ruleRow';
import type { TypingRuleRow } from './typingRuleRow';

interface Facts {
  readonly madeAt: string;
  readonly machine: Machine;
  readonly model: string;
  readonly seed: number;
}

/** What each rule of a table brings, as rules.json holds it; `base` is the product as it stands. */
export type RulesReport = Facts &
  (
    | {
        readonly table: 'holes' | 'sloppy';
        readonly base: readonly Result[];
        readonly rows: readonly RuleRow[];
      }
    | {
        readonly table: 'typing';
        readonly base: readonly TypingResult[];
        readonly rows: readonly TypingRuleRow[];
      }
  );
