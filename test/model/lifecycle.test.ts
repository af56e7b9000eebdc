import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { ModelErrorCode } from '../../src/model/errors';
import { ModelError } from '../../src/model/errors';
import type { ModelLifecycle } from '../../src/model/modelLifecycle';
import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import { writeTinyModel } from '../fakes/gguf/tinyModel';
import { ManualClock } from '../fakes/manualClock';
import { collect, prefix, text } from './collect';
import { bundledHost, isAlive, lifecycleForTest, settings, untilGone } from './hostForTest';
import { testFolder } from './testFolder';

const folder = testFolder();
const inFolder = (name: string): string => path.join(folder, name);
const first = inFolder('first.gguf');
const second = inFolder('second.gguf');
const never = new AbortController().signal;
let host = '';

beforeAll(async () => {
  host = await bundledHost();
  writeScriptedModel(first, { steps: [['=', ' first']] });
  writeScriptedModel(second, { steps: [['=', ' second']] });
});

async function ask(lifecycle: ModelLifecycle): Promise<string> {
  const model = await lifecycle.acquire(never);
  return (await collect(model, [prefix, text('x =')], { maxTokens: 10 })).text;
}

describe('one process after another', () => {
  test('loads on demand, answers, and ends with dispose', async () => {
    const lifecycle = lifecycleForTest(() => host);
    await expect(lifecycle.acquire(never)).rejects.toMatchObject({ code: 'absent' });
    await lifecycle.use(first);
    expect(lifecycle.state).toMatchObject({ kind: 'ready', name: 'Scripted', contextTokens: 512 });
    expect(await ask(lifecycle)).toBe(' first');
    const pid = lifecycle.hostPid ?? 0;
    expect(isAlive(pid)).toBe(true);
    await lifecycle.dispose();
    await untilGone(pid);
    await expect(lifecycle.acquire(never)).rejects.toMatchObject({ code: 'disposed' });
  });

  test('tells how fast the model is once it has read and written enough', async () => {
    const lifecycle = lifecycleForTest(() => host);
    await lifecycle.use(first);
    expect(lifecycle.run).toBeUndefined();
    const model = await lifecycle.acquire(never);
    for (let turn = 0; turn < 20; turn += 1) {
      await collect(model, [prefix, text(`${turn} ${'words to read '.repeat(10)} =`)], { maxTokens: 10 });
    }
    const { file, place, speed } = lifecycle.run ?? {};
    expect({ file, place }).toEqual({ file: first, place: 'cpu' });
    expect(speed?.prefillTokensPerSecond).toBeGreaterThan(0);
    expect(speed?.decodeTokensPerSecond).toBeGreaterThan(0);
  });

  test('switches to another model and ends the old process', async () => {
    const lifecycle = lifecycleForTest(() => host);
    await lifecycle.use(first);
    const pid = lifecycle.hostPid ?? 0;
    await lifecycle.use(second);
    expect(await ask(lifecycle)).toBe(' second');
    await untilGone(pid);
  });

  test('switches one after the other when both do not fit into memory', async () => {
    const lifecycle = lifecycleForTest(() => host, { freeMemory: () => 0 });
    await lifecycle.use(first);
    const pid = lifecycle.hostPid ?? 0;
    const switching = lifecycle.use(second);
    await untilGone(pid);
    await switching;
    expect(await ask(lifecycle)).toBe(' second');
    await expect(lifecycle.use(inFolder('absent.gguf'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await ask(lifecycle)).toBe(' second');
  });

  test('recovers when its process is killed, and an open stream is told', async () => {
    const lifecycle = lifecycleForTest(() => host);
    await lifecycle.use(first);
    const pid = lifecycle.hostPid ?? 0;
    const model = await lifecycle.acquire(never);
    // Halted, it can't answer before it is killed.
    process.kill(pid, 'SIGSTOP');
    const answer = collect(model, [prefix, text('x =')], { maxTokens: 10 });
    process.kill(pid, 'SIGKILL');
    await expect(answer).rejects.toMatchObject({ code: 'host-died' });
    await expect(collect(model, [prefix], { maxTokens: 1 })).rejects.toMatchObject({ code: 'host-died' });
    expect(await ask(lifecycle)).toBe(' first');
    expect(lifecycle.hostPid).not.toBe(pid);
  });
});

test('gives the memory back after a while without requests, and loads again on demand', async () => {
  const manual = new ManualClock();
  const lifecycle = lifecycleForTest(() => host, {
    clock: manual,
    settings: { ...settings, idleUnloadMinutes: 5 },
  });
  await lifecycle.use(first);
  const pid = lifecycle.hostPid ?? 0;
  await manual.advance(4 * 60_000);
  expect(await ask(lifecycle)).toBe(' first');
  await manual.advance(4 * 60_000);
  expect(lifecycle.state.kind).toBe('ready');
  await manual.advance(60_000);
  expect(lifecycle.state).toEqual({ kind: 'idle', file: first });
  await untilGone(pid);
  expect(lifecycle.peek()).toBeUndefined();
  expect(await ask(lifecycle)).toBe(' first');
});

describe('a file that is no usable model', () => {
  let lifecycle: ModelLifecycle;
  const cases: readonly (readonly [code: ModelErrorCode, name: string, make: (file: string) => void])[] = [
    ['not-found', 'absent.gguf', () => undefined],
    ['not-found', '', () => undefined],
    [
      'html-page',
      'page.gguf',
      (file) => {
        writeFileSync(file, '<!doctype html><html><body>Sign in</body></html>'.repeat(50));
      },
    ],
    [
      'not-gguf',
      'noise.gguf',
      (file) => {
        writeFileSync(file, new Uint8Array(10_000).fill(7));
      },
    ],
    [
      'truncated',
      'cut.gguf',
      (file) => {
        copyFileSync(first, file);
        truncateSync(file, 200_000);
      },
    ],
    [
      'truncated',
      'empty.gguf',
      (file) => {
        writeFileSync(file, '');
      },
    ],
    [
      'unsupported-version',
      'version.gguf',
      (file) => {
        writeFileSync(
          file,
          new Uint8Array([...new TextEncoder().encode('GGUF'), ...new Uint8Array(4096).fill(7)]),
        );
      },
    ],
    [
      'unknown-architecture',
      'martian.gguf',
      (file) => {
        writeTinyModel(file, { architecture: 'martian' });
      },
    ],
    [
      'chat-only',
      'chat.gguf',
      (file) => {
        const metadata = { 'tokenizer.chat_template': { string: '{{ messages }}' } };
        writeTinyModel(file, { name: 'Tiny Instruct', controls: [], metadata });
      },
    ],
    [
      'load-failed',
      'layers.gguf',
      (file) => {
        writeTinyModel(file, { metadata: { 'llama.block_count': { uint32: 5 } } });
      },
    ],
  ];

  beforeAll(async () => {
    lifecycle = lifecycleForTest(() => host);
    await lifecycle.use(first);
  });

  beforeEach(() => {
    expect(lifecycle.state.kind).toBe('ready');
  });

  test.each(cases)('is refused: %s (%s)', async (code, name, make) => {
    const pid = lifecycle.hostPid;
    const file = inFolder(name);
    make(file);
    const error: unknown = await lifecycle.use(file).catch((thrown: unknown) => thrown);
    if (!(error instanceof ModelError)) throw error;
    expect(error.code).toBe(code);
    expect(error.message).toContain(path.basename(file));
    expect(error.remedy).not.toBe('');
    expect(lifecycle.hostPid).toBe(pid);
    expect(await ask(lifecycle)).toBe(' first');
  });
});
