/*
 * npm run models: the extension's model store and downloader on the command line. Builds dist/ first when it is missing or older than its
 * sources. `npm run models -- --help` says what it can do.
 */
import { isStale } from './bundle/isStale.mjs';
import { repository } from './bundle/repository.mjs';
import { isInstalled } from './test/isInstalled.mjs';

try {
  if (isStale()) await buildQuietly();
  await import('../dist/models.mjs');
} catch (error) {
  // What the command line itself has to say, it has said by its exit code; this is a build that failed.
  console.error(error.message);
  process.exitCode = 2;
}

/** Standard output belongs to the answer. */
async function buildQuietly() {
  if (!isInstalled(repository)) throw new Error('The packages are missing or old: run npm ci first.');
  const { buildAll } = await import('./bundle/buildAll.mjs');
  console.error('Building dist/…');
  await buildAll({ folder: `${repository}/dist` });
}
