import { describe, expect, test } from 'vitest';

import { quiet } from '../../fakes/manualClock';
import { never, settings, setUp } from './lifecycleForTest';

describe('memory', () => {
  test('is given back after idle minutes and taken again on demand, once for all who ask', async () => {
    const { hosts, clock, lifecycle, kinds } = setUp({ idleUnloadMinutes: 10 });
    await lifecycle.use('a.gguf');
    await clock.advance(9 * 60_000);
    await lifecycle.acquire(never);
    await clock.advance(9 * 60_000);
    expect(lifecycle.state.kind).toBe('ready');
    await clock.advance(60_000);
    expect(lifecycle.state.kind).toBe('idle');
    expect(hosts.running.size).toBe(0);
    const models = await Promise.all([1, 2, 3].map(() => lifecycle.acquire(never)));
    expect(new Set(models).size).toBe(1);
    expect(hosts.started).toHaveLength(2);
    expect(kinds).toEqual(['loading', 'ready', 'idle', 'loading', 'ready']);
  });

  test('a changed limit counts at once', async () => {
    const { clock, lifecycle } = setUp({ idleUnloadMinutes: 0 });
    await lifecycle.use('a.gguf');
    await clock.advance(24 * 60 * 60_000);
    expect(lifecycle.state.kind).toBe('ready');
    await lifecycle.acquire(never);
    lifecycle.updateSettings({ ...settings, idleUnloadMinutes: 1 });
    await clock.advance(60_000);
    expect(lifecycle.state.kind).toBe('idle');
  });

  test('a changed context window loads the model anew', async () => {
    const { hosts, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    lifecycle.updateSettings({ ...settings, contextTokens: 4000 });
    await lifecycle.acquire(never);
    await quiet();
    expect(hosts.started.map((start) => start.options.contextTokens)).toEqual([100, 4000]);
    expect(hosts.running).toEqual(new Set([2]));
  });
});
