import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { bundles, shippedBundles } from '../../../scripts/bundle/bundles.mjs';
import { bundleFaults } from '../../../scripts/bundle/checkBundle.mjs';
import { checkIntegrity, lockedPackage } from '../../../scripts/package/enginePackage.mjs';
import { packageFolders, runtimeFiles } from '../../../scripts/package/runtimeFiles.mjs';
import { chosenTargets, targets } from '../../../scripts/package/targets.mjs';

describe('the targets', () => {
  test.each(Object.entries<{ engine: string }>(targets))(
    '%s has an engine in the lock file',
    (_, { engine }) => {
      expect(lockedPackage(`@node-llama-cpp/${engine}`)).toMatchObject({
        version: lockedPackage('node-llama-cpp').version,
        integrity: expect.stringMatching(/^sha512-/),
      });
    },
  );

  test('are chosen by name, or all at once', () => {
    expect(chosenTargets('darwin-arm64')).toEqual(['darwin-arm64']);
    expect(chosenTargets('all')).toHaveLength(6);
    expect(() => chosenTargets('beos-x64')).toThrow('There is no target beos-x64.');
  });
});

test('an engine from the registry must have the hash of the lock file', () => {
  const bytes = new TextEncoder().encode('engine');
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  expect(() => checkIntegrity(bytes, integrity, 'engine')).not.toThrow();
  expect(() => checkIntegrity(new TextEncoder().encode('other'), integrity, 'engine')).toThrow(
    'engine is not what package-lock.json pins',
  );
});

describe("the engine's files", () => {
  test('are what it can load, with what tells Node how', async () => {
    const files: string[] = await runtimeFiles();
    expect(files).toContain('node_modules/node-llama-cpp/dist/index.js');
    expect(files).toContain('node_modules/node-llama-cpp/dist/bindings/utils/testBindingBinary.js');
    expect(files).toContain('node_modules/node-llama-cpp/llama/binariesGithubRelease.json');
    expect(
      packageFolders(files).filter((folder: string) => !files.includes(`${folder}/package.json`)),
    ).toEqual([]);
  });

  test('are nothing that only compiles it or types it', async () => {
    const files: string[] = await runtimeFiles();
    expect(
      files.filter((file) =>
        /\.(d\.ts|map|bundle|cpp)$|node_modules\/(cmake-js|node-addon-api|yargs)\//.test(file),
      ),
    ).toEqual([]);
  });
});

describe('a bundle', () => {
  const metafile = (inputs: readonly string[], imports: readonly string[]) => ({
    inputs: Object.fromEntries(inputs.map((input) => [input, {}])),
    outputs: { out: { imports: imports.map((path) => ({ path, external: true })) } },
  });

  test('may import what is there when it runs', () => {
    expect(
      bundleFaults(bundles.extension, metafile(['src/extension/main.ts'], ['vscode', 'node:fs', 'path'])),
    ).toEqual([]);
    expect(bundleFaults(bundles.modelHost, metafile([], ['node-llama-cpp']))).toEqual([]);
  });

  test('of the extension neither imports nor contains the engine or a test', () => {
    expect(bundleFaults(bundles.extension, metafile([], ['node-llama-cpp']))).toEqual([
      'extension.cjs imports node-llama-cpp, which it will not find when it runs.',
    ]);
    const intruders = [
      'node_modules/node-llama-cpp/dist/index.js',
      'test/fakes/clock.ts',
      'node_modules/vitest/index.js',
    ];
    expect(bundleFaults(bundles.extension, metafile(intruders, []))).toHaveLength(3);
  });

  test('may hold fakes only when nobody installs it', () => {
    const fake = metafile(['test/fakes/scriptedModel.ts'], []);
    expect(bundleFaults(bundles.complete, fake)).toEqual([]);
    for (const name of shippedBundles) expect(bundleFaults(bundles[name], fake)).toHaveLength(1);
  });
});
