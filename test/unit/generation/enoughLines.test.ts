import { describe, expect, test } from 'vitest';

import { graceMs } from '../../../src/completion/generation/generationStream';
import { quiet } from '../../fakes/manualClock';
import type { Script } from '../../fakes/scriptedModel';
import { expectNoUnhandledRejections, fate, never, setUp } from './stage';

expectNoUnhandledRejections();

const block = { shape: 'block' } as const;
const place = 'f() {\n    █\n}';
/** The chunks end in the middle of the second line and of the third. */
const lines: Script = { text: 'a();\n    bb();\n    ccc();\n}\n', chunkSizes: [8, 10, 6, 9], gated: true };
const any = (): boolean => true;

describe('a stream that goes on', () => {
  test('gives its complete lines as soon as they are enough', async () => {
    const { start, model } = setUp(lines);
    const running = await start(place, block);
    const first = running.result(never, any);
    const more = running.result(never, (text) => text.length > 'a();'.length);
    const all = running.result(never);
    model.release(1);
    expect(await Promise.all([first, more, all].map(fate))).toEqual(['a();|model', 'pending', 'pending']);
    expect(await first).toMatchObject({ ended: 'running', logProbabilities: [{ end: 4 }] });
    model.release(1);
    expect(await fate(more)).toBe('a();\n    bb();|model');
    expect(await fate(running.result(never, any))).toBe('a();\n    bb();|model');
    model.release(2);
    expect(await fate(all)).toBe('a();\n    bb();\n    ccc();|outside-closer');
  });

  test('gives whoever types ahead what stands behind their text', async () => {
    const { start, join, model } = setUp(lines);
    await start(place, block);
    const result = join('f() {\n    a();\n    b█\n}')!.result(never, any);
    model.release(1);
    expect(await fate(result)).toBe('pending');
    model.release(1);
    expect(await fate(result)).toBe('b();|model');
  });

  test('ends after a grace when nobody waits, and its complete lines stay', async () => {
    const { start, join, model, clock } = setUp(lines);
    const running = await start(place, block);
    const first = running.result(never, any);
    model.release(2);
    await first;
    await clock.advance(graceMs - 1);
    expect(model.running).toBe(1);
    await clock.advance(1);
    expect({ running: model.running, timers: clock.pending }).toEqual({ running: 0, timers: 0 });
    expect(await fate(join('f() {\n    a();\n    █\n}')!.result(never))).toBe('bb();|unread');
  });

  test('can be ended at once, but not while somebody waits', async () => {
    const { start, model } = setUp(lines);
    const running = await start(place, block);
    const all = running.result(never);
    model.release(1);
    await quiet();
    running.stop();
    expect(await fate(all)).toBe('pending');
    model.release(3);
    await all;

    const other = setUp(lines);
    const unread = await other.start(place, block);
    other.model.release(1);
    await quiet();
    unread.stop();
    await quiet();
    expect({ running: other.model.running, timers: other.clock.pending }).toEqual({ running: 0, timers: 0 });
    expect(await fate(unread.result(never))).toBe('a();|unread');
  });

  test('is aborted where it has no complete line', async () => {
    const { start, model } = setUp(lines);
    const running = await start('█', block);
    await quiet();
    running.stop();
    expect(await fate(running.result(never))).toBe('AbortError');
    expect(model.running).toBe(0);
  });
});
