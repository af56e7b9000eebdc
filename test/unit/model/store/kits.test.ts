import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { exportKit, importKit } from '../../../../src/model/store/kits';
import { ModelStore } from '../../../../src/model/store/modelStore';
import { randomModel } from '../download/downloadForTest';
import { filesOf, never, quiet, storeBench } from './storeForTest';

const at = storeBench();
const bytes = randomModel(300_000, 4);
const kit = () => path.join(at.current.root, 'kit');
const far = () => new ModelStore(path.join(at.current.root, 'far'));

async function exported(): Promise<void> {
  await exportKit(await at.current.install('one', bytes), kit(), quiet, never);
}

test('a model travels in a kit with its hash, source and licence', async () => {
  await exported();
  expect([...(await filesOf(kit())).keys()].sort()).toEqual(['inkling-kit.json', 'one-Q8_0.gguf']);
  const [model] = await importKit(kit(), far(), quiet, never);
  const [original] = await at.current.store.list();
  const { ref, sha256, source, licence, bytes: size } = original!;
  expect(model).toMatchObject({ ref, sha256, source, licence, bytes: size, origin: 'downloaded' });
  expect(await far().list()).toEqual([model]);
  expect(Buffer.compare((await filesOf(far().folder)).get('acme/one/one-Q8_0.gguf')!, bytes)).toBe(0);
});

/** Each leaves a kit that must not be taken for whole; nothing may arrive in the other folder. */
const damages: readonly [string, string, () => void][] = [
  [
    'has a byte that is another one',
    'wrong-hash',
    () => {
      const file = path.join(kit(), 'one-Q8_0.gguf');
      const wrong = Uint8Array.from(readFileSync(file));
      wrong[200_000] = (wrong[200_000] ?? 0) ^ 1;
      writeFileSync(file, wrong);
    },
  ],
  [
    'is cut off',
    'wrong-hash',
    () => {
      writeFileSync(path.join(kit(), 'one-Q8_0.gguf'), bytes.subarray(0, 1000));
    },
  ],
  [
    'has no file',
    'bad-kit',
    () => {
      rmSync(path.join(kit(), 'one-Q8_0.gguf'));
    },
  ],
  [
    'has no list',
    'not-found',
    () => {
      rmSync(path.join(kit(), 'inkling-kit.json'));
    },
  ],
  [
    'has a list that is cut off',
    'not-found',
    () => {
      editList((text) => text.slice(0, 100));
    },
  ],
  [
    'names a file outside of it',
    'not-found',
    () => {
      editList((text) => text.replace('"one-Q8_0.gguf"', '"../../one-Q8_0.gguf"'));
    },
  ],
  [
    'names a place outside of the models',
    'not-found',
    () => {
      editList((text) => text.replace('"repository": "acme/one"', '"repository": "../../acme"'));
    },
  ],
];

function editList(edit: (text: string) => string): void {
  const file = path.join(kit(), 'inkling-kit.json');
  const text = readFileSync(file, 'utf8');
  const edited = edit(text);
  expect(edited).not.toBe(text);
  writeFileSync(file, edited);
}

test.each(damages)('a kit that %s is refused', async (_, code, damage) => {
  await exported();
  damage();
  await expect(importKit(kit(), far(), quiet, never)).rejects.toMatchObject({
    code,
    remedy: expect.stringMatching(/\.$/),
  });
  expect(
    [...(await filesOf(far().folder)).keys()].filter((name) => !name.startsWith('inkling-models.json')),
  ).toEqual([]);
});

test('a file that has rotted is not exported', async () => {
  const model = await at.current.install('one', bytes);
  writeFileSync(model.file, bytes.subarray(0, 299_999));
  await expect(exportKit(model, kit(), quiet, never)).rejects.toMatchObject({ code: 'wrong-hash' });
  expect([...(await filesOf(kit())).keys()]).toEqual([]);
});
