import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildAll, watchAll } from './bundle/buildAll.mjs';
import { repository } from './bundle/repository.mjs';

/*
 * Bundles the extension, the model host and the command line to dist/.
 *   npm run build -- [--production] [--watch]
 * --production minifies and leaves source maps out; --watch builds again at every change.
 */
const { values: options } = parseArgs({
  options: { production: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } },
});
const folder = path.join(repository, 'dist');

try {
  if (options.watch) await watchAll({ folder });
  else report(await buildAll({ folder, production: options.production }));
} catch (error) {
  // esbuild has already printed its own errors, with the place in the source.
  if (!('errors' in error)) console.error(error.message);
  process.exitCode = 1;
}

function report({ rows, grammars }) {
  for (const { file, bytes, modules } of rows) {
    console.log(`dist/${file.padEnd(16)} ${(bytes / 1000).toFixed(1).padStart(8)} kB  ${modules} modules`);
  }
  console.log(`dist/grammars/        ${grammars.length} grammars and the parser`);
}
