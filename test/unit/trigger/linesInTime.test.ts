import { describe, expect, test } from 'vitest';

import { linesInTime } from '../../../src/completion/trigger/linesInTime';

const typed = { trigger: 'automatic' } as const;
const settings = { maxLines: 12 };
const speed = (decodeTokensPerSecond: number) => ({ decodeTokensPerSecond, prefillTokensPerSecond: 1 });

describe('how many lines are written', () => {
  test('is what the settings say where the model is quick, or not known yet', () => {
    expect(linesInTime(typed, settings, speed(1_000))).toBe(12);
    expect(linesInTime(typed, settings, undefined)).toBe(12);
  });

  test('is what somebody who types waits for', () => {
    expect([80, 33, 16, 2].map((each) => linesInTime(typed, settings, speed(each)))).toEqual([5, 2, 1, 1]);
    expect(linesInTime(typed, { maxLines: 2 }, speed(80))).toBe(2);
  });

  test('is all of them when the user asks by hand', () => {
    expect(linesInTime({ trigger: 'manual' }, settings, speed(15))).toBe(12);
  });
});
