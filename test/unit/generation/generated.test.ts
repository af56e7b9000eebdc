import { expect, test } from 'vitest';

import { startingWith, type Generated } from '../../../src/completion/generation/generated';

const generated: Generated = {
  text: 'lenght();',
  logProbabilities: [
    { end: 3, logProbability: -1 },
    { end: 6, logProbability: -2 },
    { end: 8, logProbability: -3 },
    { end: 9, logProbability: -4 },
  ],
  prefill: undefined,
  ttftMs: 1,
  tokens: 4,
  ended: 'model',
  cut: undefined,
};

test.each([
  ['as long as before', 'length', [3, 6, 8, 9]],
  ['longer', 'lengthOf', [3, 8, 10, 11]],
  ['shorter', 'le', [2, 2, 4, 5]],
])('a start that is %s keeps each token’s probability', (_what, start, ends) => {
  const { text, logProbabilities, ...rest } = startingWith(start, 6, generated);
  expect(text).toBe(`${start}();`);
  expect(logProbabilities.map(({ end }) => end)).toEqual(ends);
  expect(logProbabilities.map(({ logProbability }) => logProbability)).toEqual([-1, -2, -3, -4]);
  expect(rest).toMatchObject({ tokens: 4, ended: 'model' });
});
