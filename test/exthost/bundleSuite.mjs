import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const suite = path.join(path.dirname(fileURLToPath(import.meta.url)), 'suite');
const mocha = createRequire(import.meta.url).resolve('mocha');

/**
 * Compiles suite/index.ts and every suite/*.test.ts to `folder`, one CommonJS file each: an extension host loads
 * the suite by path, from wherever it is, so Mocha is named by its absolute path. Returns the index's path.
 */
export async function bundleSuite(folder) {
  const files = readdirSync(suite).filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  await build({
    entryPoints: files.map((name) => path.join(suite, name)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode'],
    plugins: [
      {
        name: 'mocha-by-path',
        setup: ({ onResolve }) => onResolve({ filter: /^mocha$/ }, () => ({ path: mocha, external: true })),
      },
    ],
  });
  return path.join(folder, 'index.js');
}
