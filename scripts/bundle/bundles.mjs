import { builtinModules } from 'node:module';
import path from 'node:path';

import { repository } from './repository.mjs';

/**
 * What is bundled, and what each bundle may still import when it runs. `packages` are found in node_modules at
 * run time: the engine, because its binaries and its self-test are files of their own.
 */
export const bundles = {
  extension: {
    entry: 'src/extension/main.ts',
    file: 'extension.cjs',
    format: 'cjs',
    packages: ['vscode'],
    // The parser's ES module asks for import.meta, which CommonJS does not have.
    alias: { 'web-tree-sitter': path.join(repository, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  },
  modelHost: {
    entry: 'src/model/modelHost.ts',
    file: 'modelHost.mjs',
    format: 'esm',
    packages: ['node-llama-cpp'],
    alias: {},
  },
  lab: {
    entry: 'src/extension/benchmark/labProcess.ts',
    file: 'lab.mjs',
    format: 'esm',
    packages: [],
    alias: {},
  },
  indexWorker: {
    entry: 'src/project/indexWorker.ts',
    file: 'indexWorker.mjs',
    format: 'esm',
    packages: [],
    alias: {},
  },
  models: {
    entry: 'scripts/models/main.ts',
    file: 'models.mjs',
    format: 'esm',
    packages: [],
    alias: {},
  },
  complete: {
    entry: 'scripts/complete/main.ts',
    file: 'complete.mjs',
    format: 'esm',
    packages: [],
    alias: {},
    // Rows with "modelText" run a scripted model.
    holdsFakes: true,
  },
};

/** The bundles that a VSIX carries; the command line is for people with a clone. */
export const shippedBundles = ['extension', 'modelHost', 'indexWorker', 'lab'];

/** esbuild's options for one bundle, written to `folder`. */
export function bundleOptions(bundle, folder, { production }) {
  return {
    absWorkingDir: repository,
    entryPoints: [bundle.entry],
    outfile: path.join(folder, bundle.file),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: bundle.format,
    external: bundle.packages,
    alias: bundle.alias,
    minify: production,
    // Function and class names stay readable in a user's error report.
    keepNames: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
}

/** Whether Node itself brings this module. */
export function isBuiltin(name) {
  return name.startsWith('node:') || builtinModules.includes(name);
}
