import path from 'node:path';

import { expect, test } from 'vitest';

import type { Adapter } from '../../src/model/adapters/adapter';
import { loadLlamaModel } from '../../src/model/loadLlamaModel';
import { writeLoraAdapter } from '../fakes/gguf/loraAdapter';
import { writeTinyModel } from '../fakes/gguf/tinyModel';
import { testFolder } from './testFolder';

const folder = testFolder();
const never = new AbortController().signal;
const model = path.join(folder, 'model.gguf');
const adapter = path.join(folder, 'adapter.gguf');
const shape = { width: 64, layers: 2 };
writeTinyModel(model, shape);
writeLoraAdapter(adapter, shape);

/** What the model writes, in one string with its probabilities. */
async function written(adapters: readonly Adapter[]): Promise<string> {
  const loaded = await loadLlamaModel(
    {
      file: model,
      contextTokens: 512,
      threads: 1,
      gpu: false,
      gpuLayers: 'auto',
      adapters,
      onProgress: () => undefined,
      onLog: () => undefined,
    },
    never,
  );
  try {
    let text = '';
    for await (const chunk of loaded.model.generate([{ text: 'const a = ' }], { maxTokens: 16 }, never))
      text += `${chunk.text} ${chunk.logProbability.toFixed(4)};`;
    return text;
  } finally {
    await loaded.model.dispose();
  }
}

test('an adapter changes what the model writes, and the more the higher its scale', async () => {
  const plain = await written([]);
  expect(await written([])).toBe(plain);
  const full = await written([{ file: adapter, scale: 1 }]);
  expect(full).not.toBe(plain);
  expect(await written([{ file: adapter, scale: 0.2 }])).not.toBe(full);
});

test('with a scale of 0 it is as if it were not there', async () => {
  expect(await written([{ file: adapter, scale: 0 }])).toBe(await written([]));
});

test.each<readonly [string, () => string, RegExp]>([
  ['a model', () => model, /is a model, not an adapter/],
  ['nothing', () => path.join(folder, 'absent.gguf'), /can’t be used/],
  ['a relative path', () => 'adapter.gguf', /whole path/],
  [
    'an adapter for another architecture',
    () => {
      const file = path.join(folder, 'qwen.gguf');
      writeLoraAdapter(file, { ...shape, metadata: { 'general.architecture': { string: 'qwen2' } } });
      return file;
    },
    /made for models of the kind “qwen2”; Tiny is “llama”/,
  ],
  [
    'an adapter of another kind',
    () => {
      const file = path.join(folder, 'other.gguf');
      writeLoraAdapter(file, { ...shape, metadata: { 'adapter.type': { string: 'control' } } });
      return file;
    },
    /not of the LoRA kind/,
  ],
  [
    'an adapter for a larger model',
    () => {
      const file = path.join(folder, 'large.gguf');
      writeLoraAdapter(file, { width: 128, layers: 2 });
      return file;
    },
    /another size/,
  ],
])('%s is refused with its reason', async (_name, file, reason) => {
  const error: unknown = await written([{ file: file(), scale: 1 }]).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'bad-adapter', message: expect.stringMatching(reason) });
});
