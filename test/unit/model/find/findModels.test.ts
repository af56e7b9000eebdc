import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { findModels } from '../../../../src/model/find/findModels';
import { toolFolders } from '../../../../src/model/find/toolFolders';
import { writeTinyModel } from '../../../fakes/gguf/tinyModel';
import { sha256Of } from '../download/downloadForTest';

const never = new AbortController().signal;
const shape = { layers: 1, width: 32, hidden: 64 } as const;
let home = '';

beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'inkling-home-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Puts a real model at a place below the home; returns that place. */
function put(...names: readonly string[]): string {
  const file = path.join(home, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeTinyModel(file, shape);
  return file;
}

function write(text: string, ...names: readonly string[]): void {
  const file = path.join(home, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function found(more: Parameters<typeof findModels>[0] = {}) {
  const models = await findModels({ platform: 'linux', home, env: {}, ...more }, never);
  // The machine that runs the tests may have an Ollama of its own.
  return models.filter(({ file }) => file.startsWith(home));
}

describe('finds what is kept by', () => {
  const files: readonly [string, readonly string[], NodeJS.Platform?][] = [
    ['llama.cpp', ['.cache', 'llama.cpp', 'owner_repo_code-Q8_0.gguf']],
    ['llama.cpp', ['Library', 'Caches', 'llama.cpp', 'code.gguf'], 'darwin'],
    ['LM Studio', ['.lmstudio', 'models', 'owner', 'repo-GGUF', 'code-Q4_K_M.gguf']],
    ['LM Studio', ['.cache', 'lm-studio', 'models', 'owner', 'repo', 'code.gguf']],
    ['Jan', ['.local', 'share', 'Jan', 'data', 'llamacpp', 'models', 'code', 'model.gguf']],
    [
      'Jan',
      ['Library', 'Application Support', 'Jan', 'data', 'llamacpp', 'models', 'code', 'model.gguf'],
      'darwin',
    ],
    ['GPT4All', ['.local', 'share', 'nomic.ai', 'GPT4All', 'code.gguf']],
    ['GPT4All', ['Library', 'Application Support', 'nomic.ai', 'GPT4All', 'code.gguf'], 'darwin'],
    ['node-llama-cpp', ['.node-llama-cpp', 'models', 'hf_owner_code.gguf']],
  ];
  test.each(files)('%s in %j', async (tool, names, platform = 'linux') => {
    const file = put(...names);
    expect(await found({ platform })).toMatchObject([
      { tool, file, ref: file, origin: 'found', bytes: statSync(file).size, source: undefined },
    ]);
  });

  test('the Hugging Face cache, once for each file, by the name that people know', async () => {
    const hub = ['.cache', 'huggingface', 'hub', 'models--owner--repo'];
    const sha256 = 'ab'.repeat(32);
    const blob = put(...hub, 'blobs', sha256);
    for (const revision of ['aaaa', 'bbbb']) {
      mkdirSync(path.join(home, ...hub, 'snapshots', revision), { recursive: true });
      symlinkSync(
        path.relative(path.join(home, ...hub, 'snapshots', revision), blob),
        path.join(home, ...hub, 'snapshots', revision, 'code-Q8_0.gguf'),
      );
    }
    expect(await found()).toMatchObject([{ tool: 'Hugging Face cache', name: 'code-Q8_0', sha256 }]);
  });

  test('Ollama, whose files have hashes for names', async () => {
    const models = ['.ollama', 'models'];
    const temporary = put(...models, 'blobs', 'x');
    const sha256 = sha256Of(Uint8Array.from(readFileSync(temporary)));
    renameSync(temporary, path.join(home, ...models, 'blobs', `sha256-${sha256}`));
    const layer = { mediaType: 'application/vnd.ollama.image.model', digest: `sha256:${sha256}`, size: 1 };
    const other = {
      mediaType: 'application/vnd.ollama.image.template',
      digest: `sha256:${'0'.repeat(64)}`,
      size: 1,
    };
    const manifest = JSON.stringify({ schemaVersion: 2, layers: [other, layer] });
    const place = [...models, 'manifests', 'registry.ollama.ai', 'library', 'qwen2.5-coder'];
    write(manifest, ...place, '1.5b-base');
    write('{"layers":', ...place, 'half-written');
    write(
      JSON.stringify({ layers: [{ ...layer, digest: `sha256:${'1'.repeat(64)}` }] }),
      ...place,
      'without-blob',
    );
    expect(await found()).toMatchObject([{ tool: 'Ollama', name: 'qwen2.5-coder:1.5b-base', sha256 }]);
  });

  test('LM Studio in the folder to which its user has moved it', async () => {
    const file = put('big disk', 'lm', 'models', 'owner', 'repo', 'code.gguf');
    write(`${path.join(home, 'big disk', 'lm')}\n`, '.lmstudio-home-pointer');
    expect(await found()).toMatchObject([{ tool: 'LM Studio', file }]);
  });

  test('tools whose folder a variable names, besides what lay in the usual place before', async () => {
    const old = put('.cache', 'llama.cpp', 'old.gguf');
    const moved = put('moved', 'new.gguf');
    const models = await found({ env: { LLAMA_CACHE: path.join(home, 'moved') } });
    expect(models.map(({ file }) => file).sort()).toEqual([old, moved].sort());
  });

  test('a folder of the user’s choice', async () => {
    const file = put('my models', 'code.gguf');
    expect(await found({ folders: [path.join(home, 'my models')] })).toMatchObject([
      { tool: 'my models', file },
    ]);
  });
});

test('leaves out what is no model for code, and is not led astray', async () => {
  const models = ['.lmstudio', 'models'];
  write('not a model', ...models, 'a', 'text.gguf');
  write('GGUF', ...models, 'a', 'half.gguf');
  writeTinyModel(path.join(home, ...models, 'a', 'encoder.gguf'), { ...shape, architecture: 'bert' });
  symlinkSync(path.join(home, ...models), path.join(home, ...models, 'a', 'loop'));
  symlinkSync(path.join(home, 'nowhere'), path.join(home, ...models, 'a', 'dangling.gguf'));
  const file = put(...models, 'a', 'code.gguf');
  expect((await found()).map((model) => model.file)).toEqual([file]);
});

test('changes nothing in the folders of others', async () => {
  put('.lmstudio', 'models', 'a', 'code.gguf');
  const before = readdirSync(home, { recursive: true });
  await found();
  expect(readdirSync(home, { recursive: true })).toEqual(before);
});

test('ends when it takes too long, with what it has', async () => {
  for (const name of ['a', 'b', 'c']) put('.lmstudio', 'models', name, 'code.gguf');
  let now = 0;
  expect(await found({ now: () => (now += 10) })).toHaveLength(3);
  now = 0;
  expect((await found({ now: () => (now += 6_000) })).length).toBeLessThan(3);
});

test('stops at once when it is told to', async () => {
  const stop = new AbortController();
  stop.abort(new Error('enough'));
  await expect(findModels({ platform: 'linux', home, env: {} }, stop.signal)).rejects.toThrow('enough');
});

test('knows the places of Windows', () => {
  const env = { APPDATA: 'C:\\Users\\me\\Roaming', LOCALAPPDATA: 'C:\\Users\\me\\Local' };
  const places = toolFolders({ platform: 'win32', home: 'C:\\Users\\me', env });
  expect(places.map(({ tool, folder }) => `${tool}: ${folder}`)).toEqual(
    expect.arrayContaining([
      'Hugging Face cache: C:\\Users\\me\\.cache\\huggingface\\hub',
      'llama.cpp: C:\\Users\\me\\Local\\llama.cpp',
      'LM Studio: C:\\Users\\me\\.lmstudio\\models',
      'Ollama: C:\\Users\\me\\.ollama\\models',
      'Jan: C:\\Users\\me\\Roaming\\Jan\\data\\llamacpp\\models',
      'GPT4All: C:\\Users\\me\\Local\\nomic.ai\\GPT4All',
      'node-llama-cpp: C:\\Users\\me\\.node-llama-cpp\\models',
    ]),
  );
});
