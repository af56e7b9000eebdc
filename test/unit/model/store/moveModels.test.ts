import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { ModelStore } from '../../../../src/model/store/modelStore';
import { moveModels } from '../../../../src/model/store/moveModels';
import { randomModel } from '../download/downloadForTest';
import { filesOf, never, quiet, storeBench } from './storeForTest';

const at = storeBench();
const contents = [1, 2, 3].map((seed) => randomModel(700_000 + seed, seed));
const names = ['one', 'two', 'three'];
const elsewhere: string[] = [];

afterEach(() => {
  for (const folder of elsewhere.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function installAll(): Promise<void> {
  for (const [index, name] of names.entries()) await at.current.install(name, contents[index]!);
}

/** The refs of both folders, and each model's bytes wherever they are. */
async function expectNothingLost(to: string): Promise<void> {
  const models = [...(await at.current.store.list()), ...(await new ModelStore(to).list())];
  expect([...new Set(models.map(({ ref }) => ref))].sort()).toEqual(
    names.map((name) => `acme/${name}:Q8_0`).sort(),
  );
  const files = new Map([...(await filesOf(at.current.folder)), ...(await filesOf(to))]);
  for (const [index, name] of names.entries()) {
    const bytes = files.get(`acme/${name}/${name}-Q8_0.gguf`);
    expect(Buffer.compare(bytes ?? new Uint8Array(), contents[index]!)).toBe(0);
  }
}

/** A folder on another file system than the models; undefined on a machine that has but one. */
function otherDisk(): string | undefined {
  const memory = '/dev/shm';
  const device = statSync(memory, { throwIfNoEntry: false })?.dev;
  if (device === undefined || device === statSync(at.current.root).dev) return undefined;
  const folder = mkdtempSync(path.join(memory, 'inkling-store-'));
  elsewhere.push(folder);
  return path.join(folder, 'moved');
}

const targets = [
  ['beside', () => path.join(at.current.root, 'moved')],
  ['on another disk, where there is one', () => otherDisk() ?? path.join(at.current.root, 'moved')],
] as const;

describe.each(targets)('to a folder %s', (_, target) => {
  test('all models move with their rows, and nothing stays', async () => {
    await installAll();
    const before = await at.current.store.list();
    const to = target();
    await moveModels(at.current.store, to, quiet, never);
    const moved = await new ModelStore(to).list();
    const moveTo = (file: string): string => path.join(to, path.relative(at.current.folder, file));
    expect(moved).toEqual(before.map((row) => ({ ...row, file: moveTo(row.file) })));
    expect(await at.current.store.list()).toEqual([]);
    await expectNothingLost(to);
    expect([...(await filesOf(at.current.folder)).keys()]).toEqual(['inkling-models.json']);
  });

  test('an interruption at any step loses none, and a second move goes on', async () => {
    await installAll();
    const to = target();
    for (const share of [0.2, 0.5, 0.9]) {
      const stop = new AbortController();
      const report = (_message: string, done = 0): void => {
        if (done >= share) stop.abort(new Error('enough'));
      };
      await moveModels(at.current.store, to, report, stop.signal).catch((error: unknown) => {
        expect(error).toMatchObject({ message: 'enough' });
      });
      await expectNothingLost(to);
    }
    await moveModels(at.current.store, to, quiet, never);
    expect(await at.current.store.list()).toEqual([]);
    await expectNothingLost(to);
    expect([...(await filesOf(to)).keys()].filter((name) => /copy|tmp|lock/.test(name))).toEqual([]);
  });
});

test('a file that is rotten is not moved to another disk as if it were whole', async () => {
  const to = otherDisk();
  if (to === undefined) return;
  await installAll();
  const [model] = await at.current.store.list();
  await at.current.store.put({ ...model!, sha256: 'f'.repeat(64) });
  await expect(moveModels(at.current.store, to, quiet, never)).rejects.toMatchObject({ code: 'wrong-hash' });
  await expectNothingLost(to);
});

test('a folder inside the other is refused', async () => {
  await installAll();
  const inside = path.join(at.current.folder, 'inside');
  await expect(moveModels(at.current.store, inside, quiet, never)).rejects.toMatchObject({
    code: 'bad-name',
  });
  await expectNothingLost(inside);
});

test('a linked file is pointed to from the new folder and stays where it is', async () => {
  const [model] = [await at.current.install('one', contents[0]!)];
  const linked = {
    ...model,
    ref: '/elsewhere/mine.gguf',
    file: '/elsewhere/mine.gguf',
    origin: 'linked',
  } as const;
  await at.current.store.put(linked);
  const to = path.join(at.current.root, 'moved');
  await moveModels(at.current.store, to, quiet, never);
  expect((await new ModelStore(to).list()).find(({ origin }) => origin === 'linked')?.file).toBe(linked.file);
});

test('what lies in the new folder already is not written over by another file', async () => {
  await at.current.install('one', contents[0]!);
  const to = path.join(at.current.root, 'moved');
  const other = new ModelStore(to);
  const file = path.join(to, 'acme/one/one-Q8_0.gguf');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, contents[1]!);
  await other.list();
  await expect(moveModels(at.current.store, to, quiet, never)).rejects.toMatchObject({
    code: 'not-writable',
  });
  expect(Buffer.compare((await filesOf(to)).get('acme/one/one-Q8_0.gguf')!, contents[1]!)).toBe(0);
  expect(await at.current.store.list()).toHaveLength(1);
});
