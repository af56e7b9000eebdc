import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/*
 * The local hub of the unit tests, for tests that Node runs as they are: bundled from its TypeScript when it is asked for.
 *   const hub = await startHub({ folder, port?, faults? });   // hub.url, hub.requests, hub.set, hub.reset, hub.close
 */
const here = path.dirname(fileURLToPath(import.meta.url));
const { outputFiles } = await build({
  entryPoints: [path.join(here, 'folderHub.ts')],
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'error',
});
const [{ text }] = outputFiles;
export const { startHub } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
