import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { findBundledModel } from '../../../src/model/bundledModel';
import { IdleWatch } from '../../../src/model/idleWatch';
import { LatestTask } from '../../../src/model/latestTask';
import { defaultThreads, linuxCores, physicalCores } from '../../../src/model/physicalCores';
import { SerialQueue } from '../../../src/model/serialQueue';
import { Speedometer } from '../../../src/model/speedometer';
import { StreamQueue } from '../../../src/model/streamQueue';
import { ThreadGovernor } from '../../../src/model/threadGovernor';
import { TokenDecoder } from '../../../src/model/tokenDecoder';
import { ManualClock, quiet } from '../../fakes/manualClock';

const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-small-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const never = new AbortController().signal;

describe('the serial queue', () => {
  test('lets one in at a time, in order', async () => {
    const queue = new SerialQueue();
    const order: number[] = [];
    const job = async (id: number): Promise<void> => {
      const leave = await queue.enter(never);
      order.push(id);
      await quiet();
      order.push(-id);
      leave();
      leave();
    };
    await Promise.all([job(1), job(2), job(3)]);
    expect(order).toEqual([1, -1, 2, -2, 3, -3]);
  });

  test('a waiter that gives up leaves at once', async () => {
    const queue = new SerialQueue();
    const leave = await queue.enter(never);
    const controller = new AbortController();
    const waiting = queue.enter(controller.signal);
    const next = queue.enter(never);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    leave();
    await next;
  });
});

describe('the stream queue', () => {
  test('delivers what was pushed before and while it is read, then ends', async () => {
    const stream = new StreamQueue<number>();
    stream.push(1);
    const read = (async () => {
      const all: number[] = [];
      for await (const value of stream) all.push(value);
      return all;
    })();
    await quiet();
    stream.push(2);
    stream.push(3);
    stream.end();
    stream.push(4);
    expect(await read).toEqual([1, 2, 3]);
  });

  test('a failure drops what was not read yet', async () => {
    const stream = new StreamQueue<number>();
    stream.push(1);
    stream.fail(new Error('gone'));
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toThrow('gone');
  });
});

describe('the latest task', () => {
  test('aborts the one before and begins when that has settled', async () => {
    const tasks = new LatestTask();
    const events: string[] = [];
    const first = tasks.run(async (signal) => {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
      await quiet();
      events.push('first settled');
    });
    await quiet();
    const overtaken = tasks.run(() => Promise.resolve(void events.push('never')));
    const last = tasks.run(() => Promise.resolve(void events.push('last')));
    await first;
    await expect(overtaken).rejects.toMatchObject({ name: 'AbortError' });
    await last;
    expect(events).toEqual(['first settled', 'last']);
  });
});

describe('the idle watch', () => {
  test('counts from the last use', async () => {
    const clock = new ManualClock();
    const watch = new IdleWatch(clock);
    let idle = 0;
    watch.use();
    watch.start(1000, () => (idle += 1));
    await clock.advance(900);
    watch.use();
    await clock.advance(900);
    expect(idle).toBe(0);
    await clock.advance(100);
    expect(idle).toBe(1);
    watch.use();
    watch.start(1000, () => (idle += 1));
    watch.stop();
    await clock.advance(5000);
    expect(idle).toBe(1);
  });
});

describe('the thread governor', () => {
  const slow = (governor: ThreadGovernor, times: number, now = 0): number => {
    for (let n = 0; n < times; n += 1) governor.note(100, now);
    return governor.threads;
  };

  test('steps down when several tokens take many times the best', () => {
    const governor = new ThreadGovernor(7);
    governor.note(10, 0);
    expect(slow(governor, 2)).toBe(7);
    expect(slow(governor, 1)).toBe(3);
    expect(slow(governor, 3)).toBe(1);
    expect(slow(governor, 30)).toBe(1);
  });

  test('one slow token, or a somewhat slower machine, changes nothing', () => {
    const governor = new ThreadGovernor(4);
    governor.note(10, 0);
    for (let n = 0; n < 20; n += 1) {
      governor.note(1000, 0);
      governor.note(70, 0);
    }
    expect(governor.threads).toBe(4);
  });

  test('tries all threads again after a while, each time a longer one', () => {
    const governor = new ThreadGovernor(4);
    governor.note(10, 0);
    expect(slow(governor, 3, 1000)).toBe(2);
    expect(governor.note(20, 60_000)).toBe(2);
    expect(governor.note(20, 61_000)).toBe(4);
    expect(slow(governor, 3, 62_000)).toBe(2);
    expect(governor.note(20, 150_000)).toBe(2);
    expect(governor.note(20, 182_000)).toBe(4);
  });
});

describe('the speedometer', () => {
  test('guesses by size, then goes by what it sees', () => {
    const meter = new Speedometer(400e6);
    expect(meter.speed.decodeTokensPerSecond).toBe(20);
    meter.noteDecode(1, 20);
    expect(meter.speed.decodeTokensPerSecond).toBe(50);
    meter.noteDecode(1, 10);
    expect(meter.speed.decodeTokensPerSecond).toBe(60);
    meter.notePrefill(2, 1000);
    expect(meter.speed.prefillTokensPerSecond).toBe(80);
    meter.notePrefill(100, 1000);
    expect(meter.speed.prefillTokensPerSecond).toBe(100);
  });

  test('owns up to guessing until it has seen enough of both', () => {
    const meter = new Speedometer(400e6);
    for (let turn = 0; turn < 12; turn += 1) meter.noteDecode(1, 20);
    expect(meter.speed.isSeen).toBe(false);
    for (let turn = 0; turn < 3; turn += 1) meter.notePrefill(100, 1000);
    expect(meter.speed.isSeen).toBe(true);
  });
});

describe('the token decoder', () => {
  /** Tokens are bytes. */
  const bytes = (tokens: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(tokens));
  const decoded = (tokens: readonly number[]): string[] => {
    const decoder = new TokenDecoder(bytes, []);
    return tokens.map((token) => decoder.push(token));
  };

  test('holds a character back until its last byte', () => {
    expect(decoded([...new TextEncoder().encode('aé→🎉b')])).toEqual([
      'a',
      ...['', 'é'],
      ...['', '', '→'],
      ...['', '', '', '🎉'],
      'b',
    ]);
  });

  test('bytes that never become a character come out broken, not never', () => {
    expect(decoded([0xff, 0xff, 0xff, 0xff]).join('')).toBe('\uFFFD\uFFFD\uFFFD\uFFFD');
  });
});

describe('processor cores', () => {
  test('hardware threads of one core count once', () => {
    for (const [cpu, siblings] of Object.entries({ cpu0: '0,2', cpu1: '1,3', cpu2: '0,2', cpu3: '1,3' })) {
      mkdirSync(path.join(folder, cpu, 'topology'), { recursive: true });
      writeFileSync(path.join(folder, cpu, 'topology/thread_siblings_list'), `${siblings}\n`);
    }
    mkdirSync(path.join(folder, 'cpufreq'));
    expect(linuxCores(folder)).toBe(2);
    expect(linuxCores(path.join(folder, 'absent'))).toBeUndefined();
  });

  test('one core is left for everything else, as long as there is another', () => {
    expect(physicalCores()).toBeGreaterThanOrEqual(1);
    expect([1, 2, 3, 8].map(defaultThreads)).toEqual([1, 1, 2, 7]);
  });
});

test('the bundled model is the folder’s first GGUF file', async () => {
  expect(await findBundledModel(path.join(folder, 'absent'))).toBeUndefined();
  const models = path.join(folder, 'models');
  mkdirSync(models);
  expect(await findBundledModel(models)).toBeUndefined();
  for (const name of ['card.md', 'b.gguf', 'a.gguf']) writeFileSync(path.join(models, name), '');
  expect(await findBundledModel(models)).toBe(path.join(models, 'a.gguf'));
});
