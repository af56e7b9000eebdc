import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildAll } from '../bundle/buildAll.mjs';
import { shippedBundles } from '../bundle/bundles.mjs';
import { repository } from '../bundle/repository.mjs';
import { modelPapers } from './bundledModel.mjs';
import { enginePackage } from './enginePackage.mjs';
import { thirdPartyLicences } from './licences.mjs';
import { packageFolders, runtimeFiles } from './runtimeFiles.mjs';
import { targets } from './targets.mjs';

const papers = ['README.md', 'CHANGELOG.md', 'LICENSE'];

/** Fields of package.json that only a clone needs. */
const cloneOnly = ['private', 'scripts', 'devDependencies', 'optionalDependencies', 'overrides'];

/** Not for the VSIX: pictures for the README, and models, of which exactly one is copied. */
const leftOut = /^(models|screenshots)$/;

/**
 * Lays out in build/stage/<target> exactly what the VSIX will hold, from nothing, and returns that folder.
 * `model` may be undefined.
 *
 * The engine's packages go to dist/node_modules and not beside dist: vsce leaves the top node_modules out unless npm
 * vouches for all of it, and Node looks in both.
 */
export async function stage(target, model) {
  const folder = path.join(repository, 'build/stage', target);
  rmSync(folder, { recursive: true, force: true });
  const dist = path.join(folder, 'dist');
  const { metafiles } = await buildAll({ folder: dist, names: shippedBundles, production: true });
  const engineFiles = await runtimeFiles();
  for (const file of engineFiles) copy(path.join(repository, file), path.join(dist, file));
  copyEngine(targets[target].engine, path.join(dist, 'node_modules/@node-llama-cpp'));
  copyMedia(path.join(folder, 'media'), model);
  for (const name of papers)
    if (existsSync(path.join(repository, name))) copy(path.join(repository, name), path.join(folder, name));
  const bundled = Object.values(metafiles).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => file.includes('node_modules/')),
  );
  const packages = packageFolders([...engineFiles, ...bundled, 'node_modules/@vscode/tree-sitter-wasm/']);
  writeFileSync(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(packages));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(shippedManifest(), undefined, 2)}\n`);
  return folder;
}

/** package.json as the VSIX carries it: all but the engine is bundled, so the engine is the only dependency left. */
function shippedManifest() {
  const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  const fields = Object.entries(manifest).filter(([name]) => !cloneOnly.includes(name));
  const dependencies = { 'node-llama-cpp': manifest.dependencies['node-llama-cpp'] };
  return { ...Object.fromEntries(fields), dependencies };
}

/** Without what only linkers, debuggers and people read. */
function copyEngine(engine, folder) {
  const isWanted = (file) => !/\.(map|d\.ts|lib|exp|pdb|md)$/.test(file);
  cpSync(enginePackage(engine), path.join(folder, engine), { recursive: true, filter: isWanted });
}

function copyMedia(folder, model) {
  const source = path.join(repository, 'media');
  const isWanted = (file) => !leftOut.test(path.relative(source, file).split(path.sep)[0] ?? '');
  if (existsSync(source)) cpSync(source, folder, { recursive: true, filter: isWanted });
  if (model === undefined) return;
  copy(model.file, path.join(folder, 'models', model.name));
  for (const name of modelPapers())
    copy(path.join(source, 'models', name), path.join(folder, 'models', name));
}

function copy(from, to) {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}
