import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { writePartRecord } from '../../../../src/model/download/partRecord';
import { listDebris, removeDebris } from '../../../../src/model/store/debris';
import { tryLock } from '../../../../src/model/store/fileLock';
import { randomModel, variant } from '../download/downloadForTest';
import { filesOf, storeBench } from './storeForTest';

const at = storeBench();
const later = Date.now() + 3_600_000;

function put(name: string, text = 'left'): string {
  const file = path.join(at.current.folder, 'acme/two', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const names = async (now?: number) =>
  (await listDebris(at.current.folder, now)).map(({ file }) => path.relative(at.current.folder, file));

test('what nobody can go on with is listed, and goes when it is told to', async () => {
  await at.current.install('one', randomModel(1000, 3));
  const before = [...(await filesOf(at.current.folder)).keys()].sort();
  const left = ['a.gguf.copy', 'b.gguf.part', 'c.gguf.part.json', 'd.gguf.part.json.0a1b2c3d.tmp'];
  for (const name of left) put(name);
  put('e.gguf.part');
  put('e.gguf.part.json', '{"version":1}');
  expect(await names(later)).toEqual([...left.map((name) => `acme/two/${name}`), 'acme/two/e.gguf.part']);
  for (const debris of await listDebris(at.current.folder, later))
    await removeDebris(at.current.folder, debris);
  expect([...(await filesOf(at.current.folder)).keys()].sort()).toEqual(before);
});

test('what is needed, or may be, is not listed', async () => {
  const part = put('f.gguf.part');
  await writePartRecord(`${part}.json`, {
    variant,
    licence: undefined,
    revision: 'main',
    url: 'https://hub.example/f',
    bytes: 10,
    sha256: undefined,
    etag: undefined,
    startedAt: 0,
  });
  put('g.gguf', 'GGUF');
  put('g.gguf.part.json');
  put('h.gguf.part');
  const answer = await tryLock(path.join(at.current.folder, 'acme/two/h.gguf.lock'));
  expect(await names(later)).toEqual([]);
  if ('lock' in answer) await answer.lock.release();
  // Somebody has just written it.
  put('i.gguf.copy');
  expect(await names()).toEqual([]);
});

test('a folder that does not exist has none, and nothing outside of it is deleted', async () => {
  expect(await names()).toEqual([]);
  const outside = path.join(at.current.root, 'mine.gguf.part');
  writeFileSync(outside, 'mine');
  utimesSync(outside, 0, 0);
  await expect(removeDebris(at.current.folder, { file: outside, bytes: 4 })).rejects.toMatchObject({
    code: 'not-deletable',
  });
  expect(existsSync(outside)).toBe(true);
});
