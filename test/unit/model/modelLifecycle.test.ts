import { describe, expect, test } from 'vitest';

import { ModelError } from '../../../src/model/errors';
import { quiet } from '../../fakes/manualClock';
import { nothing, never, settings, setUp } from './lifecycleForTest';
import { allGood, died } from './paperHosts';

test('absent, loading, ready', async () => {
  const { lifecycle, kinds } = setUp();
  expect(lifecycle.state.kind).toBe('absent');
  await lifecycle.use('a.gguf');
  expect(kinds).toEqual(['loading', 'ready']);
  expect(await lifecycle.acquire(never)).toBe(lifecycle.peek());
});

describe('a process that dies', () => {
  test('is started again after waits that grow; then the model has failed', async () => {
    const { hosts, clock, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    hosts.outcome = () => died;
    await hosts.die(1);
    const waits: number[] = [];
    while (lifecycle.state.kind === 'restarting') {
      waits.push(lifecycle.state.inMs);
      await clock.advance(lifecycle.state.inMs);
    }
    expect(waits).toEqual([500, 2_000, 8_000, 30_000]);
    expect(lifecycle.state).toMatchObject({ kind: 'failed', error: { code: 'host-died' } });
    await expect(lifecycle.acquire(never)).rejects.toBe(died);
  });

  test('makes requests wait for the next one', async () => {
    const { hosts, clock, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    await hosts.die(1);
    expect(lifecycle.peek()).toBeUndefined();
    const waiting = lifecycle.acquire(never);
    const controller = new AbortController();
    const impatient = lifecycle.acquire(controller.signal);
    controller.abort(new Error('typed on'));
    await expect(impatient).rejects.toThrow('typed on');
    await clock.advance(500);
    expect(await waiting).toBe(lifecycle.peek());
    expect(lifecycle.hostPid).toBe(2);
  });

  test('is forgiven after a healthy minute', async () => {
    const { hosts, clock, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    for (let life = 1; life < 8; life += 1) {
      await clock.advance(60_000);
      await hosts.die(life);
      expect(lifecycle.state).toMatchObject({ kind: 'restarting', inMs: 500 });
      await clock.advance(500);
      expect(lifecycle.state.kind).toBe('ready');
    }
  });

  test('with the graphics card in use is started without it, until the user restarts', async () => {
    const { hosts, lifecycle } = setUp({ gpu: 'auto' });
    hosts.outcome = ({ options }) => (options.gpu === 'off' ? undefined : died);
    await lifecycle.use('a.gguf');
    const once = ['cuda', 'vulkan', 'off'];
    expect(hosts.started.map((start) => start.options.gpu)).toEqual(once);
    await lifecycle.restart();
    expect(hosts.started.map((start) => start.options.gpu)).toEqual([...once, ...once]);
  });

  test('the state says what runs where, and why the graphics card is not used', async () => {
    const { hosts, lifecycle } = setUp({ gpu: 'auto' });
    hosts.outcome = ({ options }) => (options.gpu === 'cuda' ? died : undefined);
    await lifecycle.use('a.gguf');
    expect(lifecycle.state).toMatchObject({
      where: 'Runs on A card (Vulkan).',
      trouble: 'CUDA is not used: The process has ended.',
    });
    await hosts.die(2);
    expect(lifecycle.state.kind).toBe('restarting');
  });

  test('a file that is no model is not tried on every back-end', async () => {
    const { hosts, lifecycle } = setUp({ gpu: 'auto' });
    hosts.outcome = () => new ModelError('truncated', 'It ends too early.', 'Download it again.');
    await expect(lifecycle.use('a.gguf')).rejects.toMatchObject({ code: 'truncated' });
    expect(hosts.started).toHaveLength(1);
  });

  test('after a failure, a restart by hand starts from the beginning', async () => {
    const { hosts, clock, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    hosts.outcome = () => died;
    await hosts.die(1);
    await clock.advance(60_000);
    await expect(lifecycle.restart()).rejects.toBe(died);
    expect(lifecycle.state.kind).toBe('failed');
    hosts.outcome = allGood;
    await lifecycle.restart();
    expect(lifecycle.state.kind).toBe('ready');
  });
});

describe('a switch', () => {
  const broken = new ModelError('truncated', 'It ends too early.', 'Download it again.');

  test('keeps the old model at work until the new one is ready', async () => {
    const { hosts, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    const old = lifecycle.peek();
    hosts.outcome = () => 'never';
    const switching = lifecycle.use('b.gguf');
    await quiet();
    expect(lifecycle.state).toMatchObject({ kind: 'loading', file: 'b.gguf' });
    expect(await lifecycle.acquire(never)).toBe(old);
    hosts.outcome = allGood;
    await Promise.allSettled([switching, lifecycle.use('b.gguf')]);
    await expect(switching).rejects.toMatchObject({ name: 'AbortError' });
    expect(lifecycle.state).toMatchObject({ kind: 'ready', file: 'b.gguf' });
    expect(hosts.running).toEqual(new Set([3]));
  });

  test('that fails leaves the old model as it was', async () => {
    const { hosts, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    hosts.outcome = () => broken;
    await expect(lifecycle.use('b.gguf')).rejects.toBe(broken);
    expect(lifecycle.state).toMatchObject({ kind: 'ready', file: 'a.gguf' });
    expect(lifecycle.hostPid).toBe(1);
  });

  test('without room for two that fails brings the old model back', async () => {
    const { hosts, lifecycle } = setUp({}, 1000);
    await lifecycle.use('a.gguf');
    hosts.outcome = ({ file }) => (file === 'b.gguf' ? broken : undefined);
    await expect(lifecycle.use('b.gguf')).rejects.toBe(broken);
    expect(await lifecycle.acquire(never)).toBe(lifecycle.peek());
    expect(lifecycle.state).toMatchObject({ kind: 'ready', file: 'a.gguf' });
    expect(hosts.running).toEqual(new Set([3]));
  });

  test('that fails with nothing before is a failure with its reason', async () => {
    const { hosts, lifecycle } = setUp();
    hosts.outcome = () => broken;
    await expect(lifecycle.use('a.gguf')).rejects.toBe(broken);
    expect(lifecycle.state).toEqual({ kind: 'failed', file: 'a.gguf', error: broken });
    hosts.outcome = allGood;
    await lifecycle.use('b.gguf');
    expect(lifecycle.state).toMatchObject({ kind: 'ready', file: 'b.gguf' });
  });

  test('survives the death of the old model on the way', async () => {
    const { hosts, lifecycle } = setUp();
    await lifecycle.use('a.gguf');
    hosts.outcome = () => 'never';
    const switching = lifecycle.use('b.gguf').catch(nothing);
    await quiet();
    await hosts.die(1);
    expect(lifecycle.peek()).toBeUndefined();
    hosts.outcome = ({ file }) => (file === 'c.gguf' ? broken : undefined);
    await expect(lifecycle.use('c.gguf')).rejects.toBe(broken);
    await switching;
    expect(await lifecycle.acquire(never)).toBe(lifecycle.peek());
    expect(lifecycle.state).toMatchObject({ kind: 'ready', file: 'a.gguf' });
  });
});

test('a bad adapter is left out and named; without it in the settings nothing is said', async () => {
  const bad = new ModelError('bad-adapter', 'The adapter b.gguf is a model.', 'Take it out.');
  const adapters = [{ file: '/b.gguf', scale: 1 }];
  const { hosts, lifecycle } = setUp({ adapters });
  hosts.outcome = ({ options }) => (options.adapters.length > 0 ? bad : undefined);
  await lifecycle.use('a.gguf');
  expect(lifecycle.state).toMatchObject({
    kind: 'ready',
    trouble: 'The adapter b.gguf is a model. Take it out.',
  });
  lifecycle.updateSettings(settings);
  await quiet();
  expect(lifecycle.state).toMatchObject({ kind: 'ready', trouble: '' });
  expect(hosts.running.size).toBe(1);
});

test('disposed, it ends what runs and what loads, and answers nobody', async () => {
  const { hosts, lifecycle } = setUp();
  await lifecycle.use('a.gguf');
  hosts.outcome = () => 'never';
  const switching = lifecycle.use('b.gguf');
  await quiet();
  await lifecycle.dispose();
  await expect(switching).rejects.toBeDefined();
  expect(hosts.running.size).toBe(0);
  await expect(lifecycle.acquire(never)).rejects.toMatchObject({ code: 'disposed' });
  await expect(lifecycle.use('a.gguf')).rejects.toMatchObject({ code: 'disposed' });
});
