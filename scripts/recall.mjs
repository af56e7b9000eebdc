/*
 * npm run recall: what the context's collectors find, without a model. Bundles test/eval/recall/ from its sources to
 * build/eval/ and runs it. `npm run recall -- FOLDER_OR_JSONL… [HOLES]`, `npm run recall -- --history REPOSITORY`;
 * what the memory proposes: `npm run recall -- --memory FOLDER… [HOLES] [--seed N]`; and what the line makes of a model that
 * writes what the file had: `npm run recall -- --truth FOLDER_OR_JSONL… [HOLES]`
 */
import path from 'node:path';

import { repository } from './bundle/repository.mjs';
import { isInstalled } from './test/isInstalled.mjs';

const folder = path.join(repository, 'build/eval');

try {
  if (!isInstalled(repository)) throw new Error('The packages are missing or old: run npm ci first.');
  await bundleAll();
  await import(`file://${path.join(folder, 'recall.mjs')}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

async function bundleAll() {
  const { build } = await import('esbuild');
  const { buildAll } = await import('./bundle/buildAll.mjs');
  const { bundleOptions } = await import('./bundle/bundles.mjs');
  await buildAll({ folder: path.join(folder, 'dist'), names: ['modelHost'] });
  const bundle = {
    entry: 'test/eval/recall/main.ts',
    file: 'recall.mjs',
    format: 'esm',
    packages: [],
    alias: {},
  };
  await build(bundleOptions(bundle, folder, { production: false }));
}
