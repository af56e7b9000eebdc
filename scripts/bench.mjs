/*
 * npm run bench: the lab for speed. Bundles test/bench/ and the model's process from their sources to build/bench/, as
 * the product is bundled, and runs it. `npm run bench -- --help` says what it can do.
 */
import path from 'node:path';

import { repository } from './bundle/repository.mjs';
import { isInstalled } from './test/isInstalled.mjs';

const folder = path.join(repository, 'build/bench');

try {
  if (!isInstalled(repository)) throw new Error('The packages are missing or old: run npm ci first.');
  await bundleAll();
  await import(`file://${path.join(folder, 'bench.mjs')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

async function bundleAll() {
  const { build } = await import('esbuild');
  const { bundleOptions, bundles } = await import('./bundle/bundles.mjs');
  const packages = ['node-llama-cpp'];
  const rows = [
    { ...bundles.modelHost, production: true },
    {
      entry: 'test/bench/main.ts',
      file: 'bench.mjs',
      alias: { vscode: path.join(repository, 'test/fakes/vscode.ts') },
    },
    { entry: 'test/bench/rawEngine.ts', file: 'rawEngine.mjs', alias: {} },
    { entry: 'test/bench/emptyEngine.ts', file: 'emptyEngine.mjs', alias: {} },
  ];
  for (const { production = false, ...row } of rows) {
    const bundle = { format: 'esm', packages, ...row };
    await build(bundleOptions(bundle, folder, { production }));
  }
}
