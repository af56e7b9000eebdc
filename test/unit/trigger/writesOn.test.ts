import { expect, test } from 'vitest';

import { writesOn } from '../../../src/completion/trigger/writesOn';

const speed = (decodeTokensPerSecond: number) => ({ decodeTokensPerSecond, prefillTokensPerSecond: 1 });
const typed = { trigger: 'automatic' } as const;

test.each([
  ['a slow model shows its first line and writes on', true, typed, { speculate: true }, speed(33)],
  ['a quick one is waited for', false, typed, { speculate: true }, speed(1_000)],
  ['one of which nothing is known is waited for', false, typed, { speculate: true }, undefined],
  ['who asks by hand waits', false, { trigger: 'manual' } as const, { speculate: true }, speed(33)],
  ['on battery nothing is written that nobody waits for', false, typed, { speculate: false }, speed(33)],
])('%s', (_, expected, request, settings, of) => {
  expect(writesOn(request, settings, of)).toBe(expected);
});
