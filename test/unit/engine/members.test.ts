import { afterEach, describe, expect, test } from 'vitest';

import type { Members } from '../../../src/completion/ports';
import type { Completion } from '../../../src/completion/request';
import { Server } from './memberServer';
import { openDocument, settings, Stage, type Asked, type Options } from './stage';

/** Before it the user reads what is shown. */
const readingMs = 250;

const shownFirst: Completion = { text: 'push(a);', replace: 0, shape: 'line', source: 'model' };

let stage: Stage;
afterEach(() => stage.engine.dispose());

async function shown(drawing: string, script: string, members: Members, options: Options = {}) {
  stage = new Stage(script);
  stage.members = members;
  return (await stage.complete(drawing, options))?.text;
}

test('a member that the server does not know is not shown', async () => {
  const server = new Server('push', 'pop');
  expect(await shown('items.█', 'pushAll(other);', server)).toBeUndefined();
  expect(stage.reasons()).toEqual(['unknown-member']);
  expect(server.asked).toEqual(['items.']);
});

test('one that it knows is shown', async () => {
  expect(await shown('items.█', 'push(other);', new Server('push', 'pop'))).toBe('push(other);');
});

test('the name is what the user has begun and the text goes on with', async () => {
  const server = new Server('push', 'pop');
  expect(await shown('items.pu█', 'sh(other);', server)).toBe('sh(other);');
  expect(server.asked).toEqual(['items.']);
  expect(await shown('items.pu█', 'll(other);', server)).toBeUndefined();
});

test('a function may be given what it does not have', async () => {
  const args = 'args = {};';
  expect(await shown('Focus.█', args, new Server('name', 'apply', 'bind', 'call'))).toBe(args);
  expect(await shown('focus.█', args, new Server('name'))).toBeUndefined();
  expect(await shown('Focus.█', 'args', new Server('name', 'apply', 'bind', 'call'))).toBeUndefined();
});

test('by hand the server counts as well', async () => {
  const request = { trigger: 'manual' } as const;
  expect(await shown('items.█', 'pushAll(other);', new Server('push'), { request })).toBeUndefined();
});

test('who does not know does not stand in the way', async () => {
  const server = new Server();
  server.names = undefined;
  expect(await shown('items.█', 'pushAll(other);', server)).toBe('pushAll(other);');
});

describe('a server that takes its time', () => {
  const patienceMs = 100;

  /** Answers after so many milliseconds; the model is done at once. */
  function answering(afterMs: number): Asked {
    stage = new Stage('pushAll(other);');
    const names = new Set(['push']);
    stage.members = {
      known: () => undefined,
      at: (_snapshot, _offset, signal) =>
        stage.clock.delay(afterMs, signal).then(
          () => names,
          () => undefined,
        ),
    };
    return stage.ask('items.█');
  }

  async function decided(asked: Asked, ms: number): Promise<string> {
    await stage.until(() => stage.clock.pending === 2 && stage.model.running === 0);
    await stage.clock.advance(ms);
    if (asked.fate() !== 'pending') await stage.until(() => stage.clock.pending <= 1);
    return asked.fate();
  }

  test('is waited for', async () => {
    const asked = answering(patienceMs - 1);
    expect(await decided(asked, patienceMs - 2)).toBe('pending');
    await stage.clock.advance(1);
    await stage.until(() => asked.fate() !== 'pending');
    expect(stage.reasons()).toEqual(['unknown-member']);
    expect(stage.clock.pending).toBe(0);
  });

  test('but no longer than patience lasts', async () => {
    const asked = answering(patienceMs + 1);
    await decided(asked, patienceMs);
    await stage.until(() => asked.fate() !== 'pending');
    expect(asked.fate()).toBe('shown');
    await stage.clock.advance(1);
    expect(stage.clock.pending).toBe(0);
  });

  test('and not by a request that has given up', async () => {
    const asked = answering(patienceMs - 1);
    await decided(asked, 1);
    asked.abort.abort();
    await stage.until(() => asked.fate() !== 'pending');
    expect(asked.fate()).toBe('AbortError');
    expect(stage.clock.pending).toBe(0);
  });

  test('counts when the model has taken longer', async () => {
    const asked = answering(patienceMs + 50);
    stage.write({ text: 'pushAll(other);', gated: true });
    await stage.until(() => stage.model.running === 1);
    await stage.clock.advance(patienceMs + 50);
    stage.model.release(10);
    await stage.until(() => asked.fate() !== 'pending');
    expect(stage.reasons()).toEqual(['unknown-member']);
  });
});

test.each([
  ['where no member is accessed', 'const all = █', {}],
  ['in a comment', '// items.█', {}],
  ['in a string', "const all = 'items.█';", {}],
  ['where it is switched off', 'items.█', { settings: { checkMembers: false } }],
  ['in a language for which it was not measured', 'items.█', { snapshot: { languageId: 'ruby' } }],
])('nobody is asked %s', async (_where, drawing, options) => {
  const server = new Server('push');
  await shown(drawing, 'pushAll', server, options);
  expect(server.asked).toEqual([]);
});

test('code in a template string is code', async () => {
  expect(await shown('const all = `${items.█}`;', 'pushAll', new Server('push'))).toBeUndefined();
});

/** A project that writes `stack` behind `shelf.` often and `fold` once, and a model that writes `stack`. */
function taught(...names: readonly string[]): Stage {
  stage = new Stage({ text: 'stack(everything, carefully);', logProbability: -0.1 });
  stage.members = new Server(...names);
  const uses = (member: string): string => `shelf.${member}(everything, carefully);\n`;
  stage.openDocuments = [openDocument('other.ts', uses('stack').repeat(3) + uses('fold'))];
  return stage;
}

test('the memory says nothing where its proposal is none, be the next one a member or not', async () => {
  expect(await taught('fold').complete('shelf.█')).toBeUndefined();
  expect(stage.reasons()).toEqual(['unknown-member']);
});

test('a model that writes a member silences a memory that does not', async () => {
  taught('fold', 'lift').write({ text: 'lift(box);', logProbability: 0 });
  expect((await stage.complete('shelf.█'))?.text).toBe('lift(box);');
});

test('what the memory is sure of is held against the server before a cold model', async () => {
  taught('burn').models.current = undefined;
  const line = 'const everything = await collect(shelf.stack(all, carefully));\n';
  stage.openDocuments = [openDocument('other.ts', `start();\n${line}`.repeat(4))];
  expect(await stage.complete('start();\nconst everything = await collect(shelf.█')).toBeUndefined();
  expect(stage.reasons()).toEqual(['unknown-member']);
});

test('alternatives are held against what the server knows', async () => {
  stage = new Stage({ text: 'push(a);', others: ['pull(a);', 'pop();'] });
  stage.members = new Server('push', 'pop');
  const request = stage.requestAt('items.█', { trigger: 'manual' });
  const { signal } = new AbortController();
  const asked = stage.engine.alternatives(request, settings, shownFirst, signal);
  const others: unknown = await Promise.race([asked, stage.until(() => false).catch(() => undefined)]);
  expect(others).toMatchObject([{ text: 'pop();' }]);
});

test('the server is not asked for a document that does not exist yet', async () => {
  stage = new Stage('items.');
  const server = new Server('push');
  stage.members = server;
  // Only for a slow model something is prepared.
  stage.model.speed = { prefillTokensPerSecond: 160, decodeTokensPerSecond: 40 };
  const ahead = { settings: { speculate: true } };
  await stage.complete('const all = █', ahead);
  stage.write('pushAll();');
  await stage.clock.advance(readingMs);
  await stage.until(() => stage.model.calls.length > 1 && stage.model.running === 0);
  expect(server.asked).toEqual([]);
});
