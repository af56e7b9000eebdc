import { expect, test } from 'vitest';

import { answerOf, type Fate } from '../../../src/completion/acceptance/answerOf';

test.each<[Fate, number, ReturnType<typeof answerOf>]>([
  ['accepted', 0, 'accepted'],
  ['accepted-part', 0, 'accepted'],
  ['typed-over', 750, 'rejected'],
  ['typed-over', 749, undefined],
  ['typed-through', 9_000, undefined],
  ['ignored', 9_000, undefined],
])('%s after %i ms says: %s', (fate, seenMs, answer) => {
  expect(answerOf(fate, seenMs)).toBe(answer);
});
