import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readGgufHeader } from '../../../src/model/readGgufHeader';
import { deepen } from '../../bench/deepen';
import { writeTinyModel } from '../../fakes/gguf/tinyModel';

const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-deepen-'));
const [source, target] = [path.join(folder, 'tiny.gguf'), path.join(folder, 'slow.gguf')];

beforeAll(async () => {
  writeTinyModel(source, { layers: 2, width: 64, hidden: 128 });
  await deepen(source, target, { layers: 3, hidden: 512 });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a slow twin of a model', () => {
  test('has the layers and the width that were asked for, and is whole', async () => {
    const [before, after] = [
      await readGgufHeader(source, new Set()),
      await readGgufHeader(target, new Set()),
    ];
    expect(after.metadata.get('llama.block_count')).toBe(5);
    expect(after.metadata.get('llama.feed_forward_length')).toBe(512);
    expect(after.tensorCount).toBe(before.tensorCount + 3 * 9);
    expect(after.neededBytes).toBeLessThanOrEqual(after.fileBytes);
    const wide = 3 * 64 * 512;
    const layer = 4 * 64 * 64 + 2 * 64 + wide;
    expect(after.weightCount).toBe(before.weightCount + 2 * (wide - 3 * 64 * 128) + 3 * layer);
  });

  test('says all else that the model says of itself', async () => {
    const [before, after] = [
      await readGgufHeader(source, new Set()),
      await readGgufHeader(target, new Set()),
    ];
    const rest = ({ metadata }: typeof before) =>
      [...metadata].filter(([key]) => !/block_count|feed_forward_length/.test(key));
    expect(rest(after)).toEqual(rest(before));
    expect(after.tokenCount).toBe(before.tokenCount);
  });

  test('is not made of what is no model', async () => {
    await expect(deepen(path.resolve('package.json'), target, { layers: 1, hidden: 512 })).rejects.toThrow(
      /GGUF/,
    );
  });
});
