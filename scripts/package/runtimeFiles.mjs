import { existsSync } from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';

import { repository } from '../bundle/repository.mjs';

const engineFolder = 'node_modules/node-llama-cpp';

/** Where the engine's code starts: its main module, and the script that it forks to try a binary first. */
const entries = [`${engineFolder}/dist/index.js`, `${engineFolder}/dist/bindings/utils/testBindingBinary.js`];

/** Read by path while it is imported or loads a binary; no import statement names them. */
const readByPath = ['binariesGithubRelease.json', 'llama.cpp.info.json', 'package.json'].map(
  (name) => `${engineFolder}/llama/${name}`,
);

/** An import that runs only when the engine downloads something, which Inkling never asks it to do. */
const neverTaken = ['@reflink/reflink'];

/**
 * The files of the engine's packages that can be loaded at run time: all that its entries import, and theirs in
 * turn, with the package.json files that tell Node how to read them. Paths relative to the repository, sorted.
 * Most of what npm installs is for compiling the engine, for its command line, or for type checkers.
 */
export async function runtimeFiles() {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: entries,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'build',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // As Node resolves: esbuild would by itself also look for the condition "module".
    conditions: [],
    mainFields: ['main'],
    external: ['@node-llama-cpp/*', ...neverTaken],
    logLevel: 'error',
  });
  const modules = Object.keys(metafile.inputs);
  const files = new Set([...modules, ...modules.flatMap(manifestsAbove), ...readByPath]);
  return [...files].sort();
}

/** The folders of the packages that the files belong to, nested ones included. */
export function packageFolders(files) {
  return [...new Set(files.map(packageFolder))].sort();
}

function packageFolder(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? '';
}

/** The package.json files between a module and its package's folder; Node reads the nearest for "type" and "imports". */
function manifestsAbove(file) {
  const top = packageFolder(file);
  const found = [];
  for (let folder = path.posix.dirname(file); folder.startsWith(top); folder = path.posix.dirname(folder)) {
    const manifest = `${folder}/package.json`;
    if (existsSync(path.join(repository, manifest))) found.push(manifest);
  }
  return found;
}
