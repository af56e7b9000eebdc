import path from 'node:path';

import { build } from 'esbuild';

import { buildAll } from '../../../scripts/bundle/buildAll.mjs';
import { bundleOptions } from '../../../scripts/bundle/bundles.mjs';
import { repository } from '../../../scripts/bundle/repository.mjs';

const folder = path.join(repository, 'build/eval');
await buildAll({ folder: path.join(folder, 'dist'), names: ['modelHost'] });
const bundle = {
  entry: `test/eval/members/${process.argv.includes('--sloppy') ? 'sloppy' : 'main'}.ts`,
  file: 'members.mjs',
  format: 'esm',
  packages: ['typescript'],
  alias: {},
};
await build(bundleOptions(bundle, folder, { production: false }));
await import(`file://${path.join(folder, 'members.mjs')}`);
