import { setTimeout as realDelay } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { SimulatedClock } from '../../eval/simulation/simulatedClock';
import { batchCost, slowEngine } from '../../eval/simulation/slowEngine';
import { FakeEngine } from '../model/fakeEngine';

const never = new AbortController().signal;

describe('the simulated clock', () => {
  test('jumps over what is waited for', async () => {
    const clock = new SimulatedClock();
    const started = performance.now();
    await clock.run(clock.delay(3_600_000, never));
    expect(clock.now()).toBe(3_600_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('stands while others work', async () => {
    const clock = new SimulatedClock();
    const others = async (): Promise<number> => {
      await clock.outside(realDelay(200));
      return clock.now();
    };
    const [at] = await clock.run(Promise.all([others(), clock.delay(1_000, never)]));
    expect(at).toBe(0);
    expect(clock.now()).toBe(1_000);
  });

  test('lets what goes wrong through', async () => {
    const clock = new SimulatedClock();
    await expect(clock.run(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});

describe('an engine at the pace of a larger model', () => {
  test('takes for a batch what its tokens cost', async () => {
    const clock = new SimulatedClock();
    const [sequence] = slowEngine(new FakeEngine(() => 'x'), 30, clock).sequences;
    const prompt = Array.from({ length: 64 }, () => 97);
    await clock.run(sequence?.read(prompt) ?? Promise.resolve());
    const read = clock.now();
    expect(read).toBeCloseTo(30 * batchCost(64));
    const predictions = await clock.run(sequence?.predict([], [97], [undefined]) ?? Promise.resolve([]));
    expect(predictions).toHaveLength(1);
    expect(clock.now() - read).toBeCloseTo(30);
  });

  test('reads a prompt at a fourth of the price of writing, and small batches dearly', () => {
    expect(batchCost(0)).toBe(0);
    expect(batchCost(1)).toBe(1);
    expect(batchCost(7)).toBeCloseTo((2.65 + 2.92) / 2);
    expect(batchCost(128) / 128).toBeCloseTo(0.26, 1);
    expect(batchCost(256)).toBeCloseTo(2 * batchCost(128));
  });
});
