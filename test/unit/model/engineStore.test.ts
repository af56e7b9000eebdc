import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { nodeHttp } from '../../../src/model/download/nodeHttp';
import { engineVersion } from '../../../src/model/engineVersion';
import { packageFor } from '../../../src/model/gpu/enginePackages';
import { archiveUrl, pinnedEngines } from '../../../src/model/gpu/pinnedEngines';
import { EngineStore } from '../../../src/model/store/engineStore';
import { engineOf, LocalRegistry, packageFiles, packedFiles, type TarFile } from '../../fakes/registry';

const never = new AbortController().signal;
/** Real time, but for the waits between two tries. */
const clock = {
  now: () => performance.now(),
  delay: (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms > 10_000 ? ms : 0);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

let folder: string;
let registry: LocalRegistry | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inkling-engines-'));
});
afterEach(async () => {
  await registry?.stop();
  registry = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function offered(files: readonly TarFile[] = packageFiles()) {
  const archive = packedFiles(files);
  registry = await LocalRegistry.start(archive);
  const store = new EngineStore(folder);
  const shares: number[] = [];
  const parts = {
    registry: registry.address,
    send: nodeHttp,
    clock,
    onProgress: (_: string, share: number) => void shares.push(share),
  };
  const engine = engineOf(archive);
  const install = (own = engine, signal = never) => store.install(own, parts, signal);
  const hasKept = (): boolean => shares.some((share) => share > 0);
  const cut = { kind: 'cut', after: Math.floor(archive.length / 2), hasKept } as const;
  return { registry, store, engine, install, shares, cut };
}

const files = (): readonly string[] => readdirSync(folder).filter((name) => name !== '1.2.3');

describe('an engine', () => {
  test('is fetched, compared with its hash, unpacked, found and removed', async () => {
    const { registry: at, store, engine, install, shares } = await offered();
    await install();
    expect(at.requests).toEqual([
      { path: '/@acme/engine-vulkan/-/engine-vulkan-1.2.3.tgz', range: undefined },
    ]);
    expect(await store.list()).toEqual([{ name: '@acme/engine-vulkan', version: '1.2.3' }]);
    const place = path.join(store.folderOf('1.2.3'), '@acme/engine-vulkan');
    expect(readFileSync(path.join(place, 'bins', 'deep/'.repeat(30), 'engine.node'), 'utf8')).toHaveLength(
      5000,
    );
    expect(readFileSync(path.join(place, 'dist', 'index.js'), 'utf8')).toBe('export const is = 1;');
    expect(shares.at(-1)).toBe(1);
    expect(files()).toEqual([]);
    await store.remove(engine);
    expect(await store.list()).toEqual([]);
  });

  test('goes on where the connection was cut', async () => {
    const { registry: at, store, install, cut } = await offered();
    at.faults = [cut];
    await install();
    expect(at.requests.at(-1)?.range).toMatch(/^bytes=\d+-$/);
    expect(await store.list()).toHaveLength(1);
  });

  test('is taken from the start where the registry knows no ranges', async () => {
    const { registry: at, store, install, cut } = await offered();
    at.faults = [cut, { kind: 'no-ranges' }];
    await install();
    expect(await store.list()).toHaveLength(1);
  });

  test('outlasts a registry that is busy or broken for a while', async () => {
    const { registry: at, store, install } = await offered();
    at.faults = [429, 503, 500].map((status) => ({ kind: 'status', status }));
    await install();
    expect(await store.list()).toHaveLength(1);
  });

  test.each([
    ['wrong-hash', { kind: 'other-bytes' }],
    ['not-on-hub', { kind: 'status', status: 404 }],
    ['html-page', { kind: 'page' }],
  ] as const)('is not installed when the answer is wrong: %s', async (code, fault) => {
    const { registry: at, store, install } = await offered();
    at.faults = [fault];
    await expect(install()).rejects.toMatchObject({ name: 'ModelError', code });
    expect(await store.list()).toEqual([]);
    expect(files().filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('whose first half was damaged on the disk is fetched once more, whole', async () => {
    const { registry: at, store, install } = await offered();
    writeFileSync(path.join(folder, 'engine-vulkan-1.2.3.tgz.part'), 'garbage of an earlier try');
    await install();
    expect(at.requests.map(({ range }) => range)).toEqual(['bytes=25-', undefined]);
    expect(await store.list()).toHaveLength(1);
  });

  test('that the user stops keeps what has come, and nothing half unpacked', async () => {
    const { install, store, engine } = await offered();
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(install(engine, stop.signal)).rejects.toThrow('enough');
    expect(await store.list()).toEqual([]);
  });

  test('replaces an older version of itself', async () => {
    const { install, store } = await offered();
    mkdirSync(path.join(folder, '1.2.2', '@acme', 'engine-vulkan'), { recursive: true });
    await install();
    expect(await store.list()).toEqual([{ name: '@acme/engine-vulkan', version: '1.2.3' }]);
  });

  test.each([
    ['another package', packageFiles('@acme/other')],
    ['another version', packageFiles('@acme/engine-vulkan', '1.2.4')],
    ['a way out of its folder', [{ name: 'package/../../evil', text: 'x' }]],
    ['a way out by backslashes', [{ name: 'package/..\\evil', text: 'x' }]],
  ])('is refused when its archive holds %s', async (_, content) => {
    const { install, store } = await offered(content);
    await expect(install()).rejects.toMatchObject({ name: 'ModelError' });
    expect(await store.list()).toEqual([]);
    expect(readdirSync(path.dirname(folder))).not.toContain('evil');
  });

  test('with a link in it is unpacked without the link', async () => {
    const { install, store } = await offered([
      ...packageFiles(),
      { name: 'package/link', text: '', type: '2' },
    ]);
    await install();
    expect(readdirSync(path.join(store.folderOf('1.2.3'), '@acme/engine-vulkan'))).not.toContain('link');
  });
});

describe('the pinned engines', () => {
  test('are those of the engine’s own version, with whole hashes', () => {
    for (const { version, integrity, bytes, unpackedBytes } of pinnedEngines) {
      expect(version).toBe(engineVersion);
      expect(Buffer.from(integrity.replace('sha512-', ''), 'base64')).toHaveLength(64);
      expect(unpackedBytes).toBeGreaterThan(bytes);
    }
  });

  test('are named as the engine asks for them', () => {
    for (const { backend, platform, architecture, name } of pinnedEngines) {
      expect(name).toBe(packageFor(backend, platform, architecture));
    }
  });

  test('lie where a registry keeps them, also below a path of a mirror', () => {
    const [engine] = pinnedEngines;
    if (!engine) throw new Error('none');
    const tail = '@node-llama-cpp/linux-x64-vulkan/-/linux-x64-vulkan-3.21.1.tgz';
    expect(archiveUrl('https://registry.npmjs.org', engine)).toBe(`https://registry.npmjs.org/${tail}`);
    expect(archiveUrl('https://mirror.example/npm/', engine)).toBe(`https://mirror.example/npm/${tail}`);
  });
});
