import type { Decision } from '../request';

import type { Generated } from './generated';

/** What the journal keeps of a stream. */
export function factsOf({ text, tokens, ttftMs, prefill, cut }: Generated): Partial<Decision> {
  return {
    raw: text,
    generatedTokens: tokens,
    ...(cut === undefined ? {} : { stop: cut }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(prefill && { promptTokens: prefill.promptTokens, readTokens: prefill.readTokens }),
  };
}
