import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { unpackArchive } from '../../../src/model/store/unpackArchive';
import { packedFiles } from '../../fakes/registry';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inkling-archive-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function unpack(archive: Uint8Array, signal = new AbortController().signal): Promise<string> {
  const file = path.join(folder, 'archive.tgz');
  writeFileSync(file, archive);
  const target = path.join(folder, 'unpacked');
  await unpackArchive(file, target, signal);
  return target;
}

const longName = `package/${'deep/'.repeat(20)}file.js`;
const whole = packedFiles([
  { name: 'package/package.json', text: '{}' },
  { name: longName, text: 'x'.repeat(100_000) },
]);

test('unpacks files below the package’s own folder, long names too', async () => {
  const target = await unpack(whole);
  expect(readFileSync(path.join(target, 'package.json'), 'utf8')).toBe('{}');
  expect(readFileSync(path.join(target, longName.slice('package/'.length)), 'utf8')).toHaveLength(100_000);
});

test.each([
  ['no archive at all', Uint8Array.from(gzipSync('x'.repeat(5_000)))],
  [
    'an archive that ends in the middle of a file',
    Uint8Array.from(gzipSync(Uint8Array.from(gunzipSync(whole)).subarray(0, 60_000))),
  ],
  ['a compressed file that ends too early', whole.subarray(0, whole.length - 20)],
])('refuses %s', async (_, archive) => {
  await expect(unpack(archive)).rejects.toBeInstanceOf(Error);
});

test('makes nothing when it was aborted', async () => {
  await expect(unpack(whole, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(existsSync(path.join(folder, 'unpacked'))).toBe(false);
});
