import { readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import type { LlamaModel } from '../../src/model/llamaModel';
import { writeTinyModel } from '../fakes/gguf/tinyModel';
import { collect, prefix, text, warm } from './collect';
import { loadForTest } from './loadForTest';
import { testFolder } from './testFolder';

const code = readFileSync(path.resolve('src/completion/text.ts'), 'utf8');
const folder = testFolder();
let model: LlamaModel;

beforeAll(async () => {
  const file = path.join(folder, 'abort.gguf');
  writeTinyModel(file, { corpus: code, contextTokens: 4096, layers: 6, width: 128 });
  ({ model } = await loadForTest(file, 4096));
});

test('in the prompt: stops within one chunk, and what was read is not lost', async () => {
  const prompt = [prefix, text(code.repeat(3))];
  const controller = new AbortController();
  const reason = new Error('typed on');
  const answer = collect(model, prompt, { maxTokens: 4 }, controller.signal);
  // Turns of the event loop, not milliseconds: one chunk is being read after some of them.
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  controller.abort(reason);
  await expect(answer).rejects.toBe(reason);
  const { prefill } = await collect(model, prompt, { maxTokens: 1 });
  expect(prefill.promptTokens).toBeGreaterThan(1000);
  const readBefore = prefill.promptTokens - prefill.readTokens;
  expect(readBefore).toBeLessThanOrEqual(512);
});

test('while writing: no token comes after it', async () => {
  const controller = new AbortController();
  const reason = new Error('typed on');
  let tokens = 0;
  const writing = (async () => {
    const prompt = [prefix, text(code.slice(0, 300))];
    for await (const chunk of model.generate(prompt, { maxTokens: 200 }, controller.signal)) {
      tokens += chunk.tokens;
      if (tokens === 5) controller.abort(reason);
    }
  })();
  await expect(writing).rejects.toBe(reason);
  expect(tokens).toBe(5);
});

test('before its turn: leaves the queue at once and keeps nobody waiting', async () => {
  const prompt = [prefix, text(code.slice(300, 900))];
  const order: string[] = [];
  const controller = new AbortController();
  const first = collect(model, prompt, { maxTokens: 20 }).then(() => order.push('first'));
  const second = collect(model, prompt, { maxTokens: 20 }, controller.signal).catch(() =>
    order.push('second'),
  );
  const third = collect(model, prompt, { maxTokens: 20 }).then(() => order.push('third'));
  controller.abort();
  await Promise.all([first, second, third]);
  expect(order).toEqual(['second', 'first', 'third']);
});

test('a consumer that leaves lets the next one in', async () => {
  const prompt = [prefix, text(code.slice(0, 400))];
  for await (const chunk of model.generate(prompt, { maxTokens: 50 }, new AbortController().signal)) {
    if (chunk.tokens > 0) break;
  }
  expect((await collect(model, prompt, { maxTokens: 2 })).prefill.readTokens).toBeLessThanOrEqual(warm);
});
