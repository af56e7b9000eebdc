/*
 * npm run complete: the extension's engine on the command line. Builds dist/ first when it is missing or older than its
 * sources. `npm run complete -- --help` says what it can do.
 */
import { isStale } from './bundle/isStale.mjs';

if (isStale()) await buildQuietly();
await import('../dist/complete.mjs');

/** Standard output belongs to the completion. */
async function buildQuietly() {
  const { buildAll } = await import('./bundle/buildAll.mjs');
  const { repository } = await import('./bundle/repository.mjs');
  console.error('Building dist/…');
  await buildAll({ folder: `${repository}/dist` });
}
