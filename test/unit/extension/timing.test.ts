import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { abortable } from '../../../src/extension/abortable';
import { Activity } from '../../../src/extension/activity';
import { clock } from '../../../src/extension/clock';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('Activity', () => {
  test('short work is not shown', () => {
    const changed = vi.fn();
    const activity = new Activity(changed);
    const work = activity.begin();
    vi.advanceTimersByTime(100);
    work.dispose();
    vi.advanceTimersByTime(10_000);
    expect(activity.isThinking).toBe(false);
    expect(changed).not.toHaveBeenCalled();
  });

  test('long work is shown until the last of it ends', () => {
    const changed = vi.fn();
    const activity = new Activity(changed);
    const [first, second] = [activity.begin(), activity.begin()];
    vi.advanceTimersByTime(1_000);
    first.dispose();
    expect(activity.isThinking).toBe(true);
    second.dispose();
    expect(activity.isThinking).toBe(false);
    expect(changed).toHaveBeenCalledTimes(2);
  });
});

describe('clock', () => {
  test('a delay ends by itself', async () => {
    const delay = clock.delay(50, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(50);
    await expect(delay).resolves.toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an aborted delay rejects with the reason and leaves no timer', async () => {
    const abort = new AbortController();
    const delay = clock.delay(50, abort.signal);
    abort.abort('typed on');
    await expect(delay).rejects.toBe('typed on');
    await expect(clock.delay(50, abort.signal)).rejects.toBe('typed on');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('abortable', () => {
  test('passes on what the work says', async () => {
    const { signal } = new AbortController();
    await expect(abortable(Promise.resolve(7), signal)).resolves.toBe(7);
    await expect(abortable(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  test('stops waiting when aborted, before or while waiting', async () => {
    const abort = new AbortController();
    const waiting = abortable(new Promise(() => undefined), abort.signal);
    abort.abort('typed on');
    await expect(waiting).rejects.toBe('typed on');
    await expect(abortable(new Promise(() => undefined), abort.signal)).rejects.toBe('typed on');
  });
});
