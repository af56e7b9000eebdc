import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { repository } from '../../scripts/bundle/repository.mjs';
import { cacheFolder } from '../../scripts/setup/cacheFolder.mjs';

/*
 * Slow twins of a model: the same answers at the price of a larger one, to measure what only pays when a model takes its
 * time. Writes NAME-slow-MEGABYTES.gguf to the cache, for each number given, and prints its path.
 *   node test/bench/slowTwins.mjs [--model media/models/inkling-7m-v1-q8_0.gguf] [--layers 12] [MEGABYTES…]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: path.join(repository, 'media/models/inkling-7m-v1-q8_0.gguf') },
    layers: { type: 'string', default: '12' },
  },
});
/** Of the bundled model; for others the sizes are rough. */
const width = 256;
const ownLayers = 6;
/** Of 8 bits, with its share of the block's scale. */
const bytesPerWeight = 34 / 32;

const bundle = mkdtempSync(path.join(tmpdir(), 'inkling-deepen-'));
try {
  const outfile = path.join(bundle, 'deepen.mjs');
  const entryPoints = [path.join(repository, 'test/bench/deepen.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  const { deepen } = await import(`file://${outfile}`);
  const folder = path.join(cacheFolder(), 'twins');
  mkdirSync(folder, { recursive: true });
  const layers = Number(values.layers);
  for (const megabytes of positionals.length > 0 ? positionals : ['60', '200', '500']) {
    const weights = (Number(megabytes) * 1e6) / bytesPerWeight;
    const hidden = Math.round(weights / ((ownLayers + layers) * 3 * width) / 256) * 256;
    const target = path.join(folder, `${path.basename(values.model, '.gguf')}-slow-${megabytes}.gguf`);
    await deepen(values.model, target, { layers, hidden });
    console.log(target);
  }
} finally {
  rmSync(bundle, { recursive: true });
}
