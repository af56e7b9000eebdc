import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { grammarFiles } from '../../../scripts/bundle/copyGrammars.mjs';
import { vsixFaults } from '../../../scripts/package/vsixFaults.mjs';
import { unzip, zipContent, zipEntries } from '../../../scripts/package/zipFile.mjs';
import { makeZip } from './makeZip';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inkling-zip-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(files: Readonly<Record<string, string>>, method?: 'store'): string {
  const file = path.join(folder, 'made.zip');
  writeFileSync(file, makeZip(files, method));
  return file;
}

describe('a zip file', () => {
  test.each([undefined, 'store'] as const)('gives back what is in it (%s)', async (method) => {
    const file = written({ 'a.txt': 'ä'.repeat(1000), 'b/empty': '' }, method);
    const entries = await zipEntries(file);
    expect(entries.map((entry: { path: string; bytes: number }) => [entry.path, entry.bytes])).toEqual([
      ['a.txt', 2000],
      ['b/empty', 0],
    ]);
    const content = await zipContent(file, entries[0]);
    expect(Buffer.concat(await content.toArray()).toString()).toBe('ä'.repeat(1000));
    await unzip(file, path.join(folder, 'out'));
    expect(readFileSync(path.join(folder, 'out/b/empty'), 'utf8')).toBe('');
  });

  test('is not any other file', async () => {
    writeFileSync(path.join(folder, 'text'), 'no archive '.repeat(10));
    await expect(zipEntries(path.join(folder, 'text'))).rejects.toThrow('is not a zip file');
  });

  test('can write nothing outside its folder', async () => {
    const file = written({ '../escaped.txt': 'x' });
    await expect(unzip(file, path.join(folder, 'inside'))).rejects.toThrow('../escaped.txt');
    expect(existsSync(path.join(folder, 'escaped.txt'))).toBe(false);
  });
});

describe('a VSIX', () => {
  const engine = 'extension/dist/node_modules/@node-llama-cpp/linux-x64';
  const good: Readonly<Record<string, string>> = {
    'extension.vsixmanifest': '<Identity TargetPlatform="linux-x64" />',
    '[Content_Types].xml': '',
    'extension/package.json': '{}',
    'extension/LICENSE.txt': 'MIT',
    'extension/THIRD-PARTY-LICENSES.txt': '',
    'extension/dist/extension.cjs': '',
    'extension/dist/modelHost.mjs': '',
    'extension/dist/lab.mjs': '',
    'extension/dist/indexWorker.mjs': '',
    'extension/dist/grammars/web-tree-sitter.wasm': '',
    ...Object.fromEntries(grammarFiles().map((name: string) => [`extension/dist/grammars/${name}`, ''])),
    'extension/dist/node_modules/node-llama-cpp/dist/index.js': '',
    [`${engine}/bins/linux-x64/llama-addon.node`]: '',
    'extension/media/models/small.gguf': 'weights',
  };
  const model = { name: 'small.gguf', sha256: createHash('sha256').update('weights').digest('hex') };
  const faults = async (
    change: Readonly<Record<string, string | undefined>>,
    expected: typeof model | 'none' = model,
  ): Promise<unknown> => {
    const files = Object.entries({ ...good, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return vsixFaults(
      written(Object.fromEntries(files)),
      'linux-x64',
      expected === 'none' ? undefined : expected,
    );
  };

  test('is fit when it holds one engine, the model, the bundles and the grammars', async () => {
    expect(await faults({})).toEqual([]);
  });

  test('holds no other platform', async () => {
    const other = 'extension/dist/node_modules/@node-llama-cpp/win-x64/bins/win-x64/llama-addon.node';
    expect(await faults({ [other]: '' })).toEqual([
      'The engines inside are linux-x64, win-x64 instead of linux-x64.',
    ]);
    expect(await faults({ 'extension.vsixmanifest': 'TargetPlatform="win32-x64"' })).toEqual([
      'The manifest is not for linux-x64.',
    ]);
  });

  test('holds the model that it should', async () => {
    expect(await faults({ 'extension/media/models/small.gguf': undefined })).toEqual([
      '0 models are inside instead of one.',
    ]);
    expect(await faults({}, 'none')).toEqual([
      'extension/media/models/small.gguf is inside, though no model was asked for.',
    ]);
    expect(await faults({ 'extension/media/models/small.gguf': 'wrong' })).toEqual([
      expect.stringMatching(/small\.gguf has the hash .* instead of/),
    ]);
  });

  test.each([
    'extension/dist/extension.cjs.map',
    'extension/dist/complete.mjs',
    'extension/src/extension/main.ts',
    'extension/.env',
    'extension/dist/node_modules/node-llama-cpp/dist/index.d.ts',
    'extension/dist/node_modules/node-llama-cpp/llama/gitRelease.bundle',
  ])('holds no stray file such as %s', async (stray) => {
    expect(await faults({ [stray]: '' })).toEqual([`${stray} does not belong in the package.`]);
  });

  test('lacks nothing', async () => {
    expect(await faults({ 'extension/dist/grammars/tree-sitter-python.wasm': undefined })).toEqual([
      'extension/dist/grammars/tree-sitter-python.wasm is missing.',
    ]);
  });

  test('weighs at most 20 MB without its model', async () => {
    const file = path.join(folder, 'heavy.zip');
    writeFileSync(file, makeZip({ ...good, 'extension/media/heavy.png': 'x'.repeat(20_000_000) }, 'store'));
    expect(await vsixFaults(file, 'linux-x64', model)).toEqual([
      'Without the model it weighs 20.0 MB; 20 MB is the limit.',
    ]);
  });
});
