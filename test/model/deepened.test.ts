import path from 'node:path';

import { expect, test } from 'vitest';

import { deepen } from '../bench/deepen';
import { collect, prefix, suffix, text } from './collect';
import { loadForTest } from './loadForTest';
import { realModel } from './realModel';
import { testFolder } from './testFolder';

const folder = testFolder();

/** Short ones: how a long prompt is read, in which portions, depends on the model's speed. */
const beginnings = ['for (const item of ', 'def __init__(self', 'import ', '  return '];

test('a slow twin writes what its model writes, and is as sure of it', async () => {
  const file = await realModel(folder);
  const twin = path.join(folder, 'twin.gguf');
  await deepen(file, twin, { layers: 4, hidden: 4096 });
  const models = [await loadForTest(file), await loadForTest(twin)];
  for (const beginning of beginnings) {
    const [original, slow] = await Promise.all(
      models.map(({ model }) =>
        collect(model, [suffix, text('\n'), prefix, text(beginning)], { maxTokens: 24 }),
      ),
    );
    expect(slow?.text).toBe(original?.text);
    const sureness = original?.chunks.map(({ logProbability }) => Math.exp(logProbability)) ?? [];
    expect(sureness.length).toBeGreaterThan(1);
    for (const [index, probability] of sureness.entries()) {
      expect(Math.exp(slow?.chunks[index]?.logProbability ?? NaN)).toBeCloseTo(probability, 3);
    }
  }
});
