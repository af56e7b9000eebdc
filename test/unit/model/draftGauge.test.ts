import { describe, expect, test } from 'vitest';

import { DraftGauge } from '../../../src/model/draftGauge';

/** The share of 64 drafts that the gauge wants, on a machine where a batch of nine takes `batch` times as long as a token. */
function wantedShare(batch: number, isRight: (draft: number) => boolean, rounds = 400): number {
  const gauge = new DraftGauge();
  let judged = 0;
  for (let draft = 0; draft < rounds; draft += 1) {
    if (gauge.wantsDraft()) {
      if (draft >= rounds - 64) judged += 1;
      gauge.note(isRight(draft) ? 9 : 1, 9, batch);
    }
    gauge.note(1, 1, 1);
  }
  return judged / 64;
}

/** Right in two of four, in an order that is no rhythm of the retries. */
const half = (draft: number): boolean =>
  [true, false, false, true, false, true, true, false][draft % 8] === true;

describe('drafts', () => {
  test('are judged before anything is known', () => {
    expect(new DraftGauge().wantsDraft()).toBe(true);
  });

  test('pay when they bring more than they cost, though half of them are wrong', () => {
    // Two batches cost 2 × 3.7 and bring 9 + 1 tokens, which one by one would have cost 10.
    expect(wantedShare(3.7, half)).toBeGreaterThan(0.9);
  });

  test('do not pay when they are wrong, but for a try now and then', () => {
    expect(wantedShare(3.7, () => false)).toBe(4 / 64);
  });

  test('do not pay when a batch costs more than its right tokens', () => {
    expect(wantedShare(9.5, () => true)).toBe(4 / 64);
  });

  test('are tried again when they have become right', () => {
    const gauge = new DraftGauge();
    gauge.note(1, 1, 1);
    for (let draft = 0; draft < 30; draft += 1) gauge.note(1, 9, 3.7);
    const wanted = Array.from({ length: 400 }, () => {
      const isWanted = gauge.wantsDraft();
      if (isWanted) gauge.note(9, 9, 3.7);
      return isWanted;
    });
    expect(wanted.slice(0, 15)).not.toContain(true);
    expect(wanted.slice(-100)).not.toContain(false);
  });
});
