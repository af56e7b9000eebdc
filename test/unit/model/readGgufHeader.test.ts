import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { readGgufHeader } from '../../../src/model/readGgufHeader';
import { controlTexts } from '../../fakes/gguf/byteVocabulary';
import { tinyModel } from '../../fakes/gguf/tinyModel';
import { ggufBytes } from '../../fakes/gguf/writeGguf';

const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-header-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const wanted = new Set<string>([controlTexts.prefix, '<not there>']);
const bytes = ggufBytes(tinyModel({ merges: 3 }));

function written(name: string, content: Uint8Array | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function codeOf(file: string): Promise<unknown> {
  return readGgufHeader(file, wanted).then(
    () => 'fine',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
}

test('reads metadata, the vocabulary’s size, wanted ids and the size of the weights', async () => {
  const header = await readGgufHeader(written('whole.gguf', bytes), wanted);
  expect(header.metadata.get('general.architecture')).toBe('llama');
  expect(header.metadata.get('llama.block_count')).toBe(2);
  expect(header.metadata.get('tokenizer.ggml.add_bos_token')).toBe(false);
  expect(header.metadata.has('tokenizer.ggml.merges')).toBe(false);
  // Bytes, merges, then the end and the controls in the order of the table.
  expect(header.tokenCount).toBe(256 + 3 + 6);
  expect([...header.tokenIds]).toEqual([[controlTexts.prefix, 256 + 3 + 1]]);
  expect(header.neededBytes).toBeLessThanOrEqual(bytes.length);
  expect(header.neededBytes).toBeGreaterThan(bytes.length - 32);
});

test('a file cut anywhere is truncated, never anything else', async () => {
  const header = await readGgufHeader(written('whole.gguf', bytes), wanted);
  const step = Math.floor(header.neededBytes / 97);
  for (let length = 0; length < header.neededBytes; length += step) {
    expect(await codeOf(written('cut.gguf', bytes.slice(0, length)))).toBe('truncated');
  }
  expect(await codeOf(written('cut.gguf', bytes.slice(0, header.neededBytes - 1)))).toBe('truncated');
  expect(await codeOf(written('cut.gguf', bytes.slice(0, header.neededBytes)))).toBe('fine');
});

test('a header with wrong bytes ends with an answer', async () => {
  const headerEnd = 9_000;
  for (let at = 4; at < headerEnd; at += 61) {
    const damaged = bytes.slice();
    damaged.fill(255, at, at + 5);
    const code = await codeOf(written('damaged.gguf', damaged));
    expect(['fine', 'truncated', 'unsupported-version']).toContain(code);
  }
});

describe('what is not GGUF', () => {
  test.each([
    ['html-page', '<!doctype html><title>Not found</title>'],
    ['html-page', '\n<html></html>'],
    ['not-gguf', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\n'],
    ['not-gguf', 'FUGG and then some'],
    ['truncated', 'GG'],
    ['unsupported-version', ggufBytes({ version: 1, metadata: {}, tensors: [] })],
    ['unsupported-version', Uint8Array.of(0x47, 0x47, 0x55, 0x46, 0, 0, 0, 3, 0, 0, 0, 0)],
  ])('is told apart: %s', async (code, content) => {
    expect(await codeOf(written('other.gguf', content))).toBe(code);
  });

  test('nor are a folder and nothing', async () => {
    expect(await codeOf(folder)).toBe('not-found');
    expect(await codeOf(path.join(folder, 'absent.gguf'))).toBe('not-found');
  });
});
