import { describe, expect, test } from 'vitest';

import { graceMs } from '../../../src/completion/generation/generationStream';
import { Dice } from '../../fakes/dice';
import { quiet } from '../../fakes/manualClock';
import { snapshotOf } from '../marks';
import { expectNoUnhandledRejections, fate, held, never, setUp } from './stage';

expectNoUnhandledRejections();

describe('one stream', () => {
  test('gives the text that a stop rule keeps, and frees the model', async () => {
    const { start, model, clock } = setUp('a + b;\nconst y = 2;\n');
    const running = await start('x = █');
    expect(await fate(running.result(never))).toBe('a + b;|line-end');
    expect({ running: model.running, timers: clock.pending }).toEqual({ running: 0, timers: 0 });
  });

  test('gives all the text when the model ends by itself', async () => {
    const { start } = setUp('a + b');
    const generated = await (await start('x = █')).result(never);
    expect(generated).toMatchObject({ text: 'a + b', ended: 'model', cut: undefined, tokens: 2 });
    expect(generated.prefill?.readTokens).toBe(10);
    expect(generated.ttftMs).toBe(0);
  });

  test('says when the token limit has ended it', async () => {
    const { start } = setUp('a + b + c + d');
    const generated = await (await start('x = █', {}, 2)).result(never);
    expect(generated).toMatchObject({ text: 'a + b + ', ended: 'limit', cut: 'limit', tokens: 2 });
  });

  test('knows the probability of each token that is kept', async () => {
    const { start } = setUp({ text: 'a + b;\nc', chunkSizes: [5, 3], logProbability: -0.5 });
    const { logProbabilities } = await (await start('x = █')).result(never);
    expect(logProbabilities).toEqual([
      { end: 5, logProbability: -0.5 },
      { end: 6, logProbability: -0.5 },
    ]);
  });

  test('judges the last line too', async () => {
    const { start } = setUp('a();\n}');
    const generated = await (await start('f() {\n    █\n}', { shape: 'block' })).result(never);
    expect(generated).toMatchObject({ text: 'a();', cut: 'outside-closer' });
  });

  test('gives the same in any chunks', async () => {
    const dice = new Dice(7);
    const text = 'if (a) {\n        b();\n    }\n    c();\n}\nfunction d() {\n';
    for (let round = 0; round < 60; round += 1) {
      const { start } = setUp({ text, chunkSizes: Array.from({ length: 60 }, () => 1 + dice.below(12)) });
      const generated = await (await start('f() {\n    █', { shape: 'block' })).result(never);
      expect(generated).toMatchObject({ text: text.slice(0, text.indexOf('\nfunction')), cut: 'block-end' });
    }
  });
});

describe('joining', () => {
  test('waits for the rest of what is being typed', async () => {
    const { start, join, model } = setUp({ text: 'alpha + beta;\n', gated: true });
    const first = await start('x = █');
    const request = new AbortController();
    const waiting = held(first, request.signal);
    model.release(2);
    await quiet();
    const joined = join('x = alp█');
    request.abort(new Error('superseded'));
    await expect(waiting).rejects.toThrow('superseded');
    const result = joined!.result(never);
    model.release(10);
    expect({ joined: joined!.joined, shape: joined!.shape }).toEqual({ joined: true, shape: 'line' });
    expect(await fate(result)).toBe('ha + beta;|line-end');
    expect(model.calls).toHaveLength(1);
  });

  test('works before the model has written what is typed', async () => {
    const { start, join, model } = setUp({ text: 'alpha;\n', gated: true });
    await start('x = █');
    const result = join('x = alp█')!.result(never);
    model.release(10);
    expect(await fate(result)).toBe('ha;|line-end');
  });

  test('shifts the probabilities', async () => {
    const { start, join } = setUp({ text: 'alpha;\n', chunkSizes: [4, 2, 1] });
    await (await start('x = █')).result(never);
    const { logProbabilities } = await join('x = al█')!.result(never);
    expect(logProbabilities.map(({ end }) => end)).toEqual([2, 4]);
  });

  test('works after the end, as long as something is left', async () => {
    const { start, join } = setUp('alpha;\n');
    await (await start('x = █')).result(never);
    expect(await fate(join('x = a█')!.result(never))).toBe('lpha;|line-end');
    expect(join('x = alpha;█')).toBeUndefined();
  });

  test('does not mind closers that the editor moves', async () => {
    const { start, join } = setUp({ text: 'f(a) {', gated: true });
    await start('x = █;\ny();\n');
    expect(join('x = f(█);\ny();\n')).toBeDefined();
    expect(join('x = f(a)█;\ny();\n')).toBeDefined();
  });

  test.each([
    ['other text was typed', 'x = b█'],
    ['the cursor stands further left', 'x =█'],
    ['the text before has changed', 'y = a█'],
    ['the text after has changed', 'x = a█\nz();'],
  ])('is refused and aborts the stream when %s', async (_, source) => {
    const { start, join, model, clock } = setUp({ text: 'alpha;\n', gated: true });
    const result = held(await start('x = █'));
    model.release();
    await quiet();
    expect(join(source)).toBeUndefined();
    expect(await fate(result)).toBe('AbortError');
    expect({ running: model.running, timers: clock.pending }).toEqual({ running: 0, timers: 0 });
  });

  test('in another document is refused', async () => {
    const { start, shared } = setUp({ text: 'alpha;\n', gated: true });
    await start('x = █');
    const { snapshot, offset } = snapshotOf('x = █', 'file:///other.ts');
    expect(shared.join(snapshot, offset)).toBeUndefined();
  });

  test('ends empty when the model goes another way than the user', async () => {
    const { start, join, model } = setUp({ text: 'alpha;\n', gated: true });
    await start('x = █');
    const result = join('x = also█')!.result(never);
    model.release();
    expect(await fate(result)).toBe('|disagreed');
    await quiet();
    expect(model.running).toBe(0);
  });
});

describe('the end of a stream', () => {
  test('comes after a grace when nobody waits', async () => {
    const { start, model, clock } = setUp({ text: 'alpha;\n', gated: true });
    const request = new AbortController();
    const waiting = held(await start('x = █'), request.signal);
    await clock.advance(10 * graceMs);
    expect(model.running).toBe(1);
    request.abort();
    expect(await fate(waiting)).toBe('AbortError');
    await clock.advance(graceMs - 1);
    expect(model.running).toBe(1);
    await clock.advance(1);
    expect({ running: model.running, timers: clock.pending }).toEqual({ running: 0, timers: 0 });
  });

  test('comes after a grace even while the model keeps writing', async () => {
    const { start, model, clock } = setUp({ text: 'alpha beta gamma', gated: true });
    await start('x = █');
    await clock.advance(graceMs - 1);
    model.release();
    await quiet();
    await clock.advance(1);
    expect(model.running).toBe(0);
  });

  test('comes before the next one begins', async () => {
    const { start, model } = setUp({ text: 'alpha;\n', gated: true });
    const first = held(await start('x = █'));
    const second = held(await start('y = █'));
    const third = held(await start('z = █'));
    model.release(10);
    expect(await fate(first)).toBe('AbortError');
    expect(await fate(second)).toBe('AbortError');
    expect(await fate(third)).toBe('alpha;|line-end');
    expect(model.mostRunning).toBe(1);
  });

  test('skips a stream whose turn never came', async () => {
    const { start, model } = setUp({ text: 'alpha;\n', gated: true });
    await start('x = █');
    const [second, third] = await Promise.all([start('y = █'), start('z = █')]);
    model.release(10);
    expect(await fate(second.result(never))).toBe('AbortError');
    expect(await fate(third.result(never))).toBe('alpha;|line-end');
    expect(model.calls.map(({ prompt }) => prompt)).toEqual([[{ text: 'x = █' }], [{ text: 'z = █' }]]);
  });

  test('tells everybody when the model is broken', async () => {
    const { start, join, model } = setUp({ text: 'alph', gated: true, error: new TypeError('broken') });
    const running = await start('x = █');
    const results = [held(running), held(running), held(join('x = a█')!)];
    model.release(10);
    expect(await Promise.all(results.map(fate))).toEqual(['TypeError', 'TypeError', 'TypeError']);
    expect(await fate(running.result(never))).toBe('TypeError');
    expect(join('x = a█')).toBeUndefined();
  });

  test('comes with dispose, and nothing starts again', async () => {
    const { start, shared, model, clock } = setUp({ text: 'alpha;\n', gated: true });
    const result = held(await start('x = █'));
    await shared.dispose();
    expect(await fate(result)).toBe('AbortError');
    expect(await fate((await start('y = █')).result(never))).toBe('AbortError');
    expect({ running: model.running, timers: clock.pending, calls: model.calls.length }).toEqual({
      running: 0,
      timers: 0,
      calls: 1,
    });
  });
});
