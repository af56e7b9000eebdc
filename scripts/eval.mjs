/*
 * npm run eval: the lab for quality. Bundles the product and test/eval/ from their sources to build/eval/ and runs it.
 * `npm run eval -- --help` says what it can do.
 */
import path from 'node:path';

import { repository } from './bundle/repository.mjs';
import { isInstalled } from './test/isInstalled.mjs';

const folder = path.join(repository, 'build/eval');

try {
  if (!isInstalled(repository)) throw new Error('The packages are missing or old: run npm ci first.');
  await bundleAll();
  await import(`file://${path.join(folder, 'eval.mjs')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

/** The lab has a dist/ of its own: a build of the repository's while it runs must not change what it measures. */
async function bundleAll() {
  const { build } = await import('esbuild');
  const { buildAll } = await import('./bundle/buildAll.mjs');
  const { bundleOptions } = await import('./bundle/bundles.mjs');
  await buildAll({ folder: path.join(folder, 'dist'), names: ['modelHost'] });
  const bundle = {
    entry: 'test/eval/main.ts',
    file: 'eval.mjs',
    format: 'esm',
    packages: ['node-llama-cpp'],
    alias: {},
  };
  await build(bundleOptions(bundle, folder, { production: false }));
}
