import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { Library } from '../../../src/project/library';
import { ShelfStore } from '../../../src/project/shelfStore';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inkling-shelves-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function libraryOf(name: string, version = 1): Library {
  const library = new Library();
  library.learn(
    { uri: `file:///${name}`, path: name, version, family: 'javascript' },
    'run(größe);\nstop();\n',
  );
  library.publish();
  return library;
}

const data = (library: Library) => library.shelves.map((shelf) => shelf.data);

/** What a new session finds. */
async function reopened(): Promise<Library> {
  const library = new Library();
  for (const shelf of await new ShelfStore(folder).load()) library.add(shelf);
  return library;
}

test('what is saved comes back as it was', async () => {
  const saved = data(libraryOf('a.ts'));
  await new ShelfStore(folder).save(saved);
  expect(await new ShelfStore(folder).load()).toEqual(saved);
});

test('a folder that is not there is an empty one', async () => {
  rmSync(folder, { recursive: true });
  expect(await new ShelfStore(folder).load()).toEqual([]);
});

test('a shelf is written once, and removed when it is no longer part', async () => {
  const store = new ShelfStore(folder);
  const [first, second] = [data(libraryOf('a.ts')), data(libraryOf('b.ts'))];
  await store.save(first);
  const before = readdirSync(folder);
  await store.save([...first, ...second]);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(before));
  await store.save(second);
  expect(readdirSync(folder)).toHaveLength(1);
  expect((await reopened()).uris()).toEqual(['file:///b.ts']);
});

test.each([
  ['cut short', (bytes: Uint8Array) => bytes.slice(0, -5)],
  ['a byte changed', (bytes: Uint8Array) => bytes.map((byte, index) => (index === 300 ? byte ^ 1 : byte))],
  ['of another version', (bytes: Uint8Array) => bytes.map((byte, index) => (index === 4 ? byte + 1 : byte))],
  ['empty', () => new Uint8Array(0)],
])('a file %s is thrown away', async (_, spoil) => {
  await new ShelfStore(folder).save(data(libraryOf('a.ts')));
  const [name = ''] = readdirSync(folder);
  const file = path.join(folder, name);
  writeFileSync(file, spoil(new Uint8Array(readFileSync(file))));
  expect(await new ShelfStore(folder).load()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('two windows keep their own files, and the last one knows a file best', async () => {
  const [one, two] = [new ShelfStore(folder), new ShelfStore(folder)];
  await one.load();
  await one.save(data(libraryOf('a.ts', 1)));
  await two.load();
  await two.save(data(libraryOf('a.ts', 2)));
  const library = await reopened();
  expect(library.version('file:///a.ts')).toBe(2);
});

test('a window whose files another one has removed goes on', async () => {
  const store = new ShelfStore(folder);
  await store.save(data(libraryOf('a.ts')));
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
  await store.save(data(libraryOf('b.ts')));
  expect((await reopened()).uris()).toEqual(['file:///b.ts']);
});
