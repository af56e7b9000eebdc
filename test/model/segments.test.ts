import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { inspectModelFile } from '../../src/model/inspectModelFile';
import { openLlamaEngine } from '../../src/model/llamaEngine';
import { cuts, TextTokens } from '../../src/model/textTokens';
import { learnMerges } from '../fakes/gguf/byteVocabulary';
import { writeTinyModel } from '../fakes/gguf/tinyModel';
import { realModel } from './realModel';
import { testFolder } from './testFolder';

const files = [
  'src/completion/text.ts',
  'src/completion/ports.ts',
  'src/model/errors.ts',
  'package.json',
  'eslint.config.mjs',
];
const texts = files.map((file) => readFileSync(path.resolve(file), 'utf8'));
const odd = [
  `${'word '.repeat(200)}end`,
  'a  b\t c \n\n  d '.repeat(120),
  'naïve café 日本 語 x ★ y 🎉 z '.repeat(60),
  "it's we'll don't I'm x 1 2 34 567 a1 b2 ".repeat(40),
  '\r\n  if (a) {\r\n    return b;\r\n  }\r\n'.repeat(50),
];
const merges = learnMerges(texts.join(''), 300);
const folder = testFolder();
const nothing = (): void => undefined;

async function engineOf(file: string): ReturnType<typeof openLlamaEngine> {
  await inspectModelFile(file);
  return openLlamaEngine({
    file,
    contextTokens: 256,
    threads: 1,
    sequences: 1,
    batchTokens: 64,
    mapFile: true,
    gpu: false,
    gpuLayers: 'auto',
    adapters: [],
    onProgress: nothing,
    onLog: nothing,
    signal: new AbortController().signal,
  });
}

/** The rules by which families of models split text into pieces, in llama.cpp's words. */
const splittings = [
  'gpt-2',
  'qwen2',
  'llama-bpe',
  'deepseek-coder',
  'deepseek-llm',
  'starcoder',
  'refact',
  'gpt-4o',
];

describe.each([...splittings, 'of a real model'])('splitting %s', (splitting) => {
  test('tokens of segments are the tokens of the whole', async () => {
    const file = path.join(folder, `${splitting}.gguf`);
    if (splittings.includes(splitting)) writeTinyModel(file, { splitting, merges });
    const engine = await engineOf(splittings.includes(splitting) ? file : await realModel(folder));
    const segmented = new TextTokens((text) => engine.tokenize(text), true);
    for (const text of [...texts, ...odd]) {
      for (const end of [text.length, text.length - 1, text.length - 7, text.length >> 1]) {
        const whole = text.slice(0, end);
        expect(segmented.of(whole)).toEqual(engine.tokenize(whole));
      }
    }
    expect(cuts(texts.join('')).length).toBeGreaterThan(10);
    await engine.dispose();
  });
});
