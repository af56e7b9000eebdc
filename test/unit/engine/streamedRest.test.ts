import { afterEach, describe, expect, test } from 'vitest';

import { quiet } from '../../fakes/manualClock';
import type { Script } from '../../fakes/scriptedModel';
import { expectNoUnhandledRejections } from '../generation/stage';
import { Stage, type Asked } from './stage';

expectNoUnhandledRejections();

const ahead = { settings: { speculate: true } };
/** A token in 25 ms: a line comes later than the next key. */
const slow = { prefillTokensPerSecond: 160, decodeTokensPerSecond: 40 };
/** Chunks of two lines and of what closes them. */
const body: Script = {
  text: 'go();\n    on();\n    end();\n}\nmore();\n',
  chunkSizes: [6, 10, 11, 2, 9],
  gated: true,
};
const place = 'if (ready) {\n    █\n';
let stage: Stage;

afterEach(async () => {
  await stage.engine.dispose();
  await quiet();
  expect({ timers: stage.clock.pending, running: stage.model.running }).toEqual({ timers: 0, running: 0 });
  expect(stage.model.mostRunning).toBeLessThanOrEqual(1);
});

/** Asks for a block while the model has written its first lines, or less. */
async function askSlowly(script: Script, released: number, drawing = place): Promise<Asked> {
  stage = new Stage(script);
  stage.model.speed = slow;
  const asked = stage.ask(drawing, ahead);
  await stage.writing();
  stage.model.release(released);
  await stage.until(() => released === 0 || asked.fate() !== 'pending');
  return asked;
}

const textOf = async (asked: Asked): Promise<string | undefined> => (await asked.result)?.text;
const typed = async (drawing: string): Promise<string | undefined> =>
  (await stage.complete(drawing, ahead))?.text;

/** Lets the model write, and what comes of it happen. */
async function write(chunks: number): Promise<void> {
  stage.model.release(chunks);
  for (let round = 0; round < 20; round += 1) await stage.clock.advance(1);
}

describe('a model that takes its time', () => {
  test('has its first line shown while it writes on', async () => {
    expect(await textOf(await askSlowly(body, 1))).toBe('go();');
    expect(stage.model.running).toBe(1);
    expect(stage.reasons()).toEqual(['model']);
  });

  test('goes on while its line is read, and who types the line through is shown what has come', async () => {
    await askSlowly(body, 1);
    await stage.clock.advance(2_000);
    await write(1);
    expect(await typed('if (ready) {\n    go█\n')).toBe('();\n    on();');
    await write(2);
    expect(await typed('if (ready) {\n    go()█\n')).toBe(';\n    on();\n    end();\n}');
    expect(stage.model.calls).toHaveLength(1);
  });

  test('is met on the next line by who has accepted the first', async () => {
    await askSlowly(body, 1);
    const next = stage.ask('if (ready) {\n    go();\n    █\n', ahead);
    await stage.clock.advance(1);
    expect(next.fate()).toBe('pending');
    stage.model.release(1);
    await stage.until(() => next.fate() !== 'pending');
    expect(await next.result).toMatchObject({ text: 'on();', source: 'joined' });
    await write(2);
    expect(await typed('if (ready) {\n    go();\n    o█\n')).toBe('n();\n    end();\n}');
    expect(stage.model.calls).toHaveLength(1);
  });

  test('has the rest of its text shown to who has accepted a line of it', async () => {
    await askSlowly(body, 1);
    const accepted = { ...ahead, request: { lastEdit: 'accepted' } as const };
    const next = stage.ask('if (ready) {\n    go();█\n', accepted);
    await stage.clock.advance(1);
    stage.model.release(1);
    await stage.until(() => next.fate() !== 'pending');
    expect(await next.result).toMatchObject({ text: '\n    on();', source: 'joined' });
    await write(2);
    const rest = await stage.complete('if (ready) {\n    go();\n    on();█\n', accepted);
    expect(rest).toMatchObject({ text: '\n    end();\n}', source: 'cache' });
    const all = 'if (ready) {\n    go();\n    on();\n    end();\n}█\n';
    expect(await stage.complete(all, accepted)).toBeUndefined();
    expect(stage.reasons().at(-1)).toBe('just-accepted');
  });

  test('has written the rest for who comes later', async () => {
    await askSlowly(body, 1);
    await write(3);
    expect(stage.model.running).toBe(0);
    expect(await stage.complete('if (ready) {\n    go();\n    █\n', ahead)).toMatchObject({
      text: 'on();\n    end();\n}',
      source: 'cache',
    });
  });

  test('leaves a block open until it closes it itself', async () => {
    const nested: Script = {
      text: 'if (a) {\n    b();\n    c();\n}\n}\n',
      chunkSizes: [9, 10, 10, 2, 2],
      gated: true,
    };
    expect(await textOf(await askSlowly(nested, 1, 'function f() {\n█\n'))).toBe('if (a) {');
    await write(1);
    expect(await typed('function f() {\ni█\n')).toBe('f (a) {\n    b();');
    await write(2);
    expect(await typed('function f() {\nif█\n')).toBe(' (a) {\n    b();\n    c();\n}');
  });

  test('never takes back what is shown', async () => {
    const loop = 'go();\n    go();\n    go();\n';
    await askSlowly({ text: loop, chunkSizes: [6, 10, 10], gated: true }, 1);
    await write(1);
    expect(await typed('if (ready) {\n    g█\n')).toBe('o();\n    go();');
    // The third time makes it a loop, of which one round is kept.
    await write(1);
    expect(await typed('if (ready) {\n    go█\n')).toBe('();\n    go();');
  });

  test('is waited for by who asks by hand, and where nothing is prepared', async () => {
    const whole = { settings: { speculate: true, without: ['first-line'] } as const };
    for (const options of [{ ...ahead, request: { trigger: 'manual' } as const }, {}, whole]) {
      stage = new Stage(body);
      stage.model.speed = slow;
      const asked = stage.ask(place, options);
      await stage.writing();
      await write(1);
      expect(asked.fate()).toBe('pending');
      await write(3);
      expect(asked.fate()).toBe('shown');
    }
  });
});

describe('the rest of a stream is given up', () => {
  test('when another text is typed', async () => {
    await askSlowly(body, 1);
    stage.write('alt();\n');
    const other = stage.ask('if (ready) {\n    h█\n', ahead);
    await stage.until(() => other.fate() !== 'pending');
    expect(await textOf(other)).toBe('alt();');
    expect(stage.model.calls.length).toBeGreaterThan(1);
  });

  test('when what is shown is rejected', async () => {
    await askSlowly(body, 1);
    const rejected = { uri: 'file:///sample.ts', before: 'if (ready) {', line: '    go();' };
    stage.engine.noteVerdict('rejected', rejected);
    await stage.clock.advance(1_000);
    expect(stage.model.running).toBe(0);
  });

  test('when the document goes', async () => {
    await askSlowly(body, 1);
    stage.engine.forget('file:///sample.ts');
    await stage.clock.advance(0);
    expect({ running: stage.model.running, timers: stage.clock.pending }).toEqual({ running: 0, timers: 0 });
  });

  test('at once when its first line is too unsure to be shown', async () => {
    expect(await textOf(await askSlowly({ ...body, logProbability: -2 }, 1))).toBeUndefined();
    await quiet();
    expect({ running: stage.model.running, timers: stage.clock.pending }).toEqual({ running: 0, timers: 0 });
  });

  test('when its next line is too unsure', async () => {
    await askSlowly({ ...body, chunkSizes: [6, 1], logProbability: -0.3 }, 1);
    await write(20);
    expect(stage.model.running).toBe(0);
    expect(await typed('if (ready) {\n    g█\n')).toBe('o();');
  });
});
