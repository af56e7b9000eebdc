import path from 'node:path';

import { build } from 'esbuild';

import { buildAll } from '../../../scripts/bundle/buildAll.mjs';
import { bundleOptions } from '../../../scripts/bundle/bundles.mjs';
import { repository } from '../../../scripts/bundle/repository.mjs';

const folder = path.join(repository, 'build/eval');
await buildAll({ folder: path.join(folder, 'dist'), names: ['modelHost'] });
const bundle = {
  entry: 'test/eval/drafts/main.ts',
  file: 'drafts.mjs',
  format: 'esm',
  packages: ['node-llama-cpp'],
  alias: {},
};
await build(bundleOptions(bundle, folder, { production: false }));
await import(`file://${path.join(folder, 'drafts.mjs')}`);
