import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { verifyFiles } from '../../../../src/extension/models/verifyFiles';
import { manifestName } from '../../../../src/model/store/manifest';
import { ModelStore } from '../../../../src/model/store/modelStore';
import { randomModel, sha256Of } from '../download/downloadForTest';
import { filesOf, never, quiet, storeBench } from './storeForTest';

const at = storeBench();
const bytes = randomModel(50_000, 6);
const manifest = () => path.join(at.current.folder, manifestName);

describe('verifying', () => {
  const verify = async () => {
    const models = await at.current.store.list();
    const results = await verifyFiles(models, at.current.store, [], quiet, never);
    return results.map(({ model, outcome }) => [model.ref, outcome]);
  };

  test('finds a single bit that has changed on the disk', async () => {
    const { file } = await at.current.install('one', bytes);
    await at.current.install('two', randomModel(1000, 7));
    const rotten = Uint8Array.from(bytes);
    rotten[31_415] = (rotten[31_415] ?? 0) ^ 4;
    writeFileSync(file, rotten);
    expect(await verify()).toEqual([
      ['acme/one:Q8_0', 'changed'],
      ['acme/two:Q8_0', 'intact'],
    ]);
    // A second look must not take the damage for the truth.
    expect(await verify()).toContainEqual(['acme/one:Q8_0', 'changed']);
  });

  test('a file without a known hash gets one, which the next time is compared with', async () => {
    const model = await at.current.install('one', bytes);
    await at.current.store.put({ ...model, sha256: undefined });
    expect(await verify()).toEqual([['acme/one:Q8_0', 'no-hash']]);
    expect((await at.current.store.find('acme/one:Q8_0'))?.sha256).toBe(sha256Of(bytes));
    writeFileSync(model.file, bytes.subarray(1));
    expect(await verify()).toEqual([['acme/one:Q8_0', 'changed']]);
  });
});

describe('a manifest', () => {
  test('that is gone, is written again from the files', async () => {
    await at.current.install('one', bytes);
    rmSync(manifest());
    expect(await at.current.store.list()).toMatchObject([
      { ref: 'acme/one:Q8_0', bytes: bytes.length, sha256: undefined, origin: 'downloaded' },
    ]);
    expect(existsSync(manifest())).toBe(true);
  });

  test.each([
    ['is cut off', (text: string) => text.slice(0, text.length / 2)],
    ['is something else', () => '[]'],
    ['is empty', () => ''],
    ['comes from a version to come', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['has one row that makes no sense', (text: string) => text.replace('"bytes": 50000', '"bytes": "many"')],
  ])('that %s, is kept aside, and no model is lost', async (_, damage) => {
    await at.current.install('one', bytes);
    await at.current.install('two', randomModel(1000, 7));
    const damaged = damage(readFileSync(manifest(), 'utf8'));
    writeFileSync(manifest(), damaged);
    const refs = (await at.current.store.list()).map(({ ref }) => ref).sort();
    expect(refs).toEqual(['acme/one:Q8_0', 'acme/two:Q8_0']);
    expect(readFileSync(`${manifest()}.unread`, 'utf8')).toBe(damaged);
    expect((await new ModelStore(at.current.folder).list()).map(({ ref }) => ref).sort()).toEqual(refs);
  });

  test('that names a file outside of the folder, gets nothing deleted there', async () => {
    const outside = path.join(at.current.root, 'precious.gguf');
    writeFileSync(outside, bytes);
    const model = await at.current.install('one', bytes);
    await at.current.store.put({ ...model, file: outside });
    await expect(at.current.store.delete(model.ref)).rejects.toMatchObject({ code: 'not-deletable' });
    expect(existsSync(outside)).toBe(true);
  });
});

test('deleting takes the file, its row and the folders that it leaves empty', async () => {
  const { ref } = await at.current.install('one', bytes);
  await at.current.store.delete(ref);
  expect(await at.current.store.list()).toEqual([]);
  expect([...(await filesOf(at.current.folder)).keys()]).toEqual([manifestName]);
  expect(existsSync(path.join(at.current.folder, 'acme'))).toBe(false);
});

test('two windows that write at the same time lose no row', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `model-${index}`);
  const other = new ModelStore(at.current.folder);
  const models = await Promise.all(names.map((name) => at.current.install(name, bytes.subarray(0, 100))));
  await Promise.all(
    models.map((model, index) => (index % 2 ? other : at.current.store).put({ ...model, verifiedAt: 1 })),
  );
  expect((await other.list()).filter(({ verifiedAt }) => verifiedAt === 1)).toHaveLength(names.length);
});
