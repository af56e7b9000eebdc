import path from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import type { LlamaModel } from '../../src/model/llamaModel';
import { controlTexts } from '../fakes/gguf/byteVocabulary';
import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import { collect, middle, prefix, suffix, text } from './collect';
import { loadForTest } from './loadForTest';
import { testFolder } from './testFolder';

const folder = testFolder();
let model: LlamaModel;

beforeAll(async () => {
  const file = path.join(folder, 'scripted.gguf');
  writeScriptedModel(file, {
    steps: [
      [controlTexts.middle, 'a + b'],
      ['a + b', ';\n'],
      [';\n', '// done'],
      ['=', ' one'],
      [' one', '\n two'],
      ['\n two', '\n three'],
      ['\n three', '\n four'],
      ['>', ' still text'],
      // A character of three bytes, each of them a token.
      ['!', 0xe2],
      [0xe2, 0x86],
      [0x86, 0x92],
      ['?', ' and'],
      [' and', controlTexts.file],
    ],
  });
  ({ model } = await loadForTest(file));
});

test('says what the script says and ends where it ends', async () => {
  const answer = await collect(model, [prefix, text('x'), suffix, text('y'), middle], { maxTokens: 50 });
  expect(answer.text).toBe('a + b;\n// done');
  expect(answer.tokens).toBe(3);
});

test('ends at a control token of the family, and does not write it', async () => {
  const answer = await collect(model, [prefix, text('?')], { maxTokens: 50 });
  expect(answer.text).toBe(' and');
});

test('text that looks like a control token stays text', async () => {
  const answer = await collect(model, [prefix, text(controlTexts.middle)], { maxTokens: 50 });
  expect(answer.text).toBe(' still text');
  expect(answer.prefill.promptTokens).toBe(1 + controlTexts.middle.length);
});

test('writes no more tokens than it may', async () => {
  const answer = await collect(model, [prefix, text('=')], { maxTokens: 2 });
  expect(answer.text).toBe(' one\n two');
});

test('ends after the line breaks it may write', async () => {
  const answer = await collect(model, [prefix, text('=')], { maxTokens: 50, maxLines: 2 });
  expect(answer.text).toBe(' one\n two\n three');
});

test('is certain where the script is', async () => {
  const { chunks } = await collect(model, [prefix, text('=')], { maxTokens: 2 });
  const [, first] = chunks;
  expect(first?.logProbability).toBeLessThanOrEqual(0);
  expect(first?.logProbability).toBeGreaterThan(-0.5);
});

test('a warm-up reads the prompt and writes nothing', async () => {
  const prompt = [prefix, text('warm up ='), middle];
  const warm = await collect(model, prompt, { maxTokens: 0 });
  expect(warm.text).toBe('');
  expect(warm.chunks).toHaveLength(1);
  const then = await collect(model, prompt, { maxTokens: 1 });
  expect(then.prefill.readTokens).toBe(1);
});

test('a draft changes nothing but the time: right, half right, wrong, and longer than the limit', async () => {
  const prompt = [prefix, text('draft '), middle];
  for (const draft of ['a + b;\n// done', 'a + c', 'nonsense', 'a', 'a + b;\n// done and more']) {
    expect((await collect(model, prompt, { maxTokens: 50, draft })).text).toBe('a + b;\n// done');
    expect((await collect(model, prompt, { maxTokens: 2, draft })).text).toBe('a + b;\n');
  }
});

test('an empty prompt has no answer', async () => {
  const stream = model.generate([], { maxTokens: 5 }, new AbortController().signal);
  expect((await stream.next()).done).toBe(true);
});

test('a character whose bytes are several tokens comes whole', async () => {
  const { text: said, chunks } = await collect(model, [prefix, text('!')], { maxTokens: 50 });
  expect(said).toBe('→');
  expect(chunks.map((chunk) => chunk.text)).toEqual(['', '', '', '→']);
});
