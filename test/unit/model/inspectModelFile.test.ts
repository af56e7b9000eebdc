import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { checkMemory, usableMemory } from '../../../src/model/checkMemory';
import { estimateMemory } from '../../../src/model/fit/estimateMemory';
import { inspectModelFile } from '../../../src/model/inspectModelFile';
import type { TinyOptions } from '../../fakes/gguf/tinyModel';
import { tinyModel, writeTinyModel } from '../../fakes/gguf/tinyModel';
import { writeGguf } from '../../fakes/gguf/writeGguf';

const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-inspect-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const template = { 'tokenizer.chat_template': { string: '{{ messages }}' } };

function model(options: TinyOptions): string {
  const file = path.join(folder, 'some.gguf');
  writeTinyModel(file, options);
  return file;
}

test('tells what the header tells', async () => {
  const found = await inspectModelFile(model({ name: 'Hint', contextTokens: 1024, layers: 3, width: 64 }));
  expect(found).toMatchObject({
    name: 'Hint',
    architecture: 'llama',
    trainedContextTokens: 1024,
    // Keys and values of 64 numbers in 3 layers, 2 bytes each.
    kvBytesPerToken: 2 * 64 * 3 * 2,
  });
  expect(found.fim.format.layout).toBe('psm');
});

test('refuses a chat model that can’t fill in the middle', async () => {
  const chat = { controls: [], metadata: template };
  for (const name of ['Coder Instruct', 'Some-Chat-7B', 'gemma it', 'AI Assistant']) {
    await expect(inspectModelFile(model({ ...chat, name }))).rejects.toMatchObject({ code: 'chat-only' });
  }
});

test('takes a chat model that can, and a base model with a template', async () => {
  expect((await inspectModelFile(model({ name: 'Coder Instruct', metadata: template }))).name).toBe(
    'Coder Instruct',
  );
  const base = await inspectModelFile(model({ name: 'Base', controls: [], metadata: template }));
  expect(base.fim.format.layout).toBe('prefix-only');
});

test('refuses what writes no text', async () => {
  const code = 'not-a-code-model';
  await expect(inspectModelFile(model({ architecture: 'bert' }))).rejects.toMatchObject({ code });
  const adapter = { metadata: { 'general.type': { string: 'adapter' } } };
  await expect(inspectModelFile(model(adapter))).rejects.toMatchObject({ code });
  const vocabularyOnly = path.join(folder, 'vocabulary.gguf');
  writeGguf(vocabularyOnly, { ...tinyModel(), tensors: [] });
  await expect(inspectModelFile(vocabularyOnly)).rejects.toMatchObject({ code });
});

test('refuses what this machine can never hold', async () => {
  const file = model({});
  await expect(inspectModelFile(file, 100_000)).rejects.toMatchObject({ code: 'too-big-for-memory' });
  await expect(inspectModelFile(file, 1_000_000_000)).resolves.toBeDefined();
});

test('refuses a context window whose KV cache does not fit beside the weights and the process', () => {
  const shape = { parameters: 1e6, vocabularySize: 100, width: 10, hidden: 20, trainedContextTokens: 9_000 };
  const weights = { fileBytes: 1_000_000, kvBytesPerToken: 1_000 };
  const file = { name: 'Hint', file: '/models/hint.gguf', ...weights, ...shape };
  const plan = (contextTokens: number) => ({ contextTokens, sequences: 2, batchTokens: 64 });
  const usable = estimateMemory(file, plan(2_000)).total;
  const check = (contextTokens: number) => () => {
    checkMemory(file, plan(contextTokens), usable);
  };
  expect(check(2_000)).not.toThrow();
  expect(check(2_001)).toThrow(/hint\.gguf.*2001 tokens/);
});

test('what may be used is what is free, and never all there is', () => {
  expect(usableMemory({ total: 100, free: 50 })).toBe(process.platform === 'darwin' ? 80 : 50);
  expect(usableMemory({ total: 100, free: 95 })).toBe(80);
  expect(usableMemory()).toBeGreaterThan(0);
});
