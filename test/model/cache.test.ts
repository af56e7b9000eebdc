import { readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { Prompt } from '../../src/completion/ports';
import type { LoadedModel } from '../../src/model/loadLlamaModel';
import { writeTinyModel } from '../fakes/gguf/tinyModel';
import { collect, prefix, suffix, text, warm } from './collect';
import { loadForTest } from './loadForTest';
import { realModel } from './realModel';
import { testFolder } from './testFolder';

/** Code of the project itself: what people type. */
const code = readFileSync(path.resolve('src/completion/text.ts'), 'utf8');
const folder = testFolder();

const contiguous = (before: string, after: string): Prompt => [suffix, text(after), prefix, text(before)];

describe.each(['tiny', 'real'])('the KV cache of a %s model', (kind) => {
  let loaded: LoadedModel;

  beforeAll(async () => {
    const tiny = path.join(folder, 'cache.gguf');
    writeTinyModel(tiny, { corpus: code, merges: 200 });
    loaded = await loadForTest(kind === 'tiny' ? tiny : await realModel(folder));
  });

  test('reads no more of the same prompt than what healing takes back', async () => {
    const prompt = contiguous(code.slice(0, 600), '\n}\n');
    const first = await collect(loaded.model, prompt, { maxTokens: 4 });
    expect(first.prefill.readTokens).toBe(first.prefill.promptTokens);
    const again = await collect(loaded.model, prompt, { maxTokens: 4 });
    expect(again.prefill.readTokens).toBeLessThanOrEqual(warm);
    expect(again.text).toBe(first.text);
  });

  test('makes a keystroke cost at most four tokens', async () => {
    const start = 700;
    const reads: number[] = [];
    for (let length = start; length < start + 120; length += 1) {
      const prompt = contiguous(code.slice(start - 400, length), '\n}\n');
      const { prefill } = await collect(loaded.model, prompt, { maxTokens: 3 });
      if (length > start) reads.push(prefill.readTokens);
    }
    expect(Math.max(...reads)).toBeLessThanOrEqual(4);
  });

  test('answers the same with and without what it remembers', async () => {
    const before = code.slice(200, 900);
    const cold = await collect(loaded.model, contiguous(before, '\n'), { maxTokens: 8 });
    await collect(loaded.model, contiguous(`${before}return`, '\n'), { maxTokens: 8 });
    await collect(loaded.model, contiguous(before.slice(0, -9), '\n'), { maxTokens: 8 });
    const warm = await collect(loaded.model, contiguous(before, '\n'), { maxTokens: 8 });
    expect(warm.text).toBe(cold.text);
  });

  test('serves other answers to the same prompt, each less likely, and none reads it again', async () => {
    let compared = 0;
    for (const end of [700, 710, 720, 730]) {
      const prompt = contiguous(code.slice(100, end), '\n}\n');
      const answers = [await collect(loaded.model, prompt, { maxTokens: 8 })];
      for (const rank of [1, 2]) {
        const other = await collect(loaded.model, prompt, { maxTokens: 8, rank });
        expect(other.prefill.readTokens).toBeLessThanOrEqual(warm);
        answers.push(other);
      }
      expect((await collect(loaded.model, prompt, { maxTokens: 8 })).text).toBe(answers[0]?.text);
      const [first, second, third] = answers.map(({ chunks }) => chunks[1]?.logProbability);
      // The tiny model's third choice may be to end there.
      if (first === undefined || second === undefined || third === undefined) continue;
      expect(first).toBeGreaterThan(second);
      expect(second).toBeGreaterThan(third);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(0);
  });

  test('keeps two files warm', async () => {
    const one = contiguous(code.slice(0, 500), '\n// one\n');
    const two = contiguous(code.slice(500, 1000), '\n// two\n');
    await collect(loaded.model, one, { maxTokens: 2 });
    await collect(loaded.model, two, { maxTokens: 2 });
    expect((await collect(loaded.model, one, { maxTokens: 2 })).prefill.readTokens).toBeLessThanOrEqual(warm);
    expect((await collect(loaded.model, two, { maxTokens: 2 })).prefill.readTokens).toBeLessThanOrEqual(warm);
  });

  test('cuts a prompt that is too long, and not anew with each keystroke', async () => {
    const { model } = loaded;
    const long = code.repeat(40);
    const reads: number[] = [];
    for (const typed of ['', 'r', 're', 'ret', 'retu', 'retur', 'return']) {
      const { prefill } = await collect(model, contiguous(long + typed, '\n}\n'), { maxTokens: 16 });
      expect(prefill.promptTokens).toBeLessThanOrEqual(model.contextTokens - 16);
      expect(prefill.promptTokens).toBeGreaterThan(model.contextTokens / 2);
      reads.push(prefill.readTokens);
    }
    // The cut moves in steps of some hundred tokens; seven keystrokes may meet one step, not two.
    expect(reads.slice(1).filter((read) => read > 4).length).toBeLessThanOrEqual(1);
  });

  test('measures its speed and how much text a token is', async () => {
    const { model } = loaded;
    await collect(model, contiguous(code.slice(900, 1500), '\n'), { maxTokens: 8 });
    expect(model.speed.prefillTokensPerSecond).toBeGreaterThan(0);
    expect(model.speed.decodeTokensPerSecond).toBeGreaterThan(0);
    const { prefill } = await collect(model, contiguous(code.slice(900, 1500), '\n'), { maxTokens: 0 });
    const guess = model.estimateTokens(code.slice(900, 1500));
    expect(Math.abs(guess / prefill.promptTokens - 1)).toBeLessThan(0.1);
  });

  test('serves requests that come at once one after the other, each in full', async () => {
    const prompts = [100, 200, 300, 400].map((from) => contiguous(code.slice(from, from + 300), '\n'));
    const alone = [];
    for (const prompt of prompts) alone.push((await collect(loaded.model, prompt, { maxTokens: 6 })).text);
    const together = await Promise.all(
      prompts.map((prompt) => collect(loaded.model, prompt, { maxTokens: 6 })),
    );
    expect(together.map((answer) => answer.text)).toEqual(alone);
  });
});
