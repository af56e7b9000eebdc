import { statSync } from 'node:fs';
import path from 'node:path';

import { bundles, shippedBundles } from '../bundle/bundles.mjs';
import { grammarFiles, runtimeFile } from '../bundle/copyGrammars.mjs';
import { sha256 } from './bundledModel.mjs';
import { targets } from './targets.mjs';
import { zipContent, zipEntries } from './zipFile.mjs';

/** What a VSIX may weigh without its model. The engine is the half of it. */
export const largestWithoutModel = 20_000_000;

const engineFolder = 'extension/dist/node_modules/@node-llama-cpp/';

/** All that may be inside. What matches none of these is a stray file. */
const expected = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt|THIRD-PARTY-LICENSES\.txt)$/,
  /^extension\/package\.nls(\.[a-z-]+)?\.json$/,
  /^extension\/media\/(?!models\/).*\.(svg|png|gif|md|css|js|ttf|woff2)$/,
  /^extension\/media\/models\/[^/]+\.(gguf|gguf\.sha256|md|json|txt)$/,
  /^extension\/dist\/(extension\.cjs|modelHost\.mjs|indexWorker\.mjs|lab\.mjs)$/,
  /^extension\/dist\/grammars\/[a-z-]+\.wasm$/,
  /^extension\/dist\/node_modules\/(?!.*\.d\.[cm]?ts$).*\.(js|cjs|mjs|json|node|so|dll|dylib|metallib|metal)$/,
  /^extension\/dist\/node_modules\/@node-llama-cpp\/[^/]+\/LICENSE$/,
];

/**
 * What is wrong with a packaged VSIX, in sentences; empty when all is well. `model` is what bundledModel returned, or
 * undefined when there is to be none.
 */
export async function vsixFaults(file, target, model) {
  const entries = await zipEntries(file);
  const paths = entries.map((entry) => entry.path);
  return [
    ...missing(paths),
    ...paths
      .filter((name) => !expected.some((pattern) => pattern.test(name)))
      .map((name) => `${name} does not belong in the package.`),
    ...engineFaults(paths, targets[target].engine),
    ...(await modelFaults(file, entries, model)),
    ...(await targetFaults(file, entries, target)),
    ...sizeFaults(file, entries),
  ];
}

/** What the archive would weigh without the model that is in it. */
export function bytesWithoutModel(file, entries) {
  const models = entries.filter(({ path: name }) => name.endsWith('.gguf'));
  return models.reduce((bytes, { packedBytes }) => bytes - packedBytes, statSync(file).size);
}

function missing(paths) {
  const bundleFiles = shippedBundles.map((name) => `extension/dist/${bundles[name].file}`);
  const grammars = [...grammarFiles(), runtimeFile].map((name) => `extension/dist/grammars/${name}`);
  const papers = ['extension/package.json', 'extension/LICENSE.txt', 'extension/THIRD-PARTY-LICENSES.txt'];
  const needed = [
    ...papers,
    ...bundleFiles,
    ...grammars,
    'extension/dist/node_modules/node-llama-cpp/dist/index.js',
  ];
  return needed.filter((name) => !paths.includes(name)).map((name) => `${name} is missing.`);
}

function engineFaults(paths, engine) {
  const found = [
    ...new Set(
      paths
        .filter((name) => name.startsWith(engineFolder))
        .map((name) => name.slice(engineFolder.length).split('/')[0]),
    ),
  ];
  const hasAddon = paths.some(
    (name) => name.startsWith(`${engineFolder}${engine}/bins/`) && name.endsWith('llama-addon.node'),
  );
  return [
    ...(found.length === 1 && found[0] === engine
      ? []
      : [`The engines inside are ${found.join(', ') || 'none'} instead of ${engine}.`]),
    ...(hasAddon ? [] : [`The engine ${engine} has no addon.`]),
  ];
}

async function modelFaults(file, entries, model) {
  const models = entries.filter(({ path: name }) => name.endsWith('.gguf'));
  if (model === undefined)
    return models.map(({ path: name }) => `${name} is inside, though no model was asked for.`);
  const [only] = models;
  if (models.length !== 1 || only === undefined)
    return [`${models.length} models are inside instead of one.`];
  if (path.posix.basename(only.path) !== model.name)
    return [`The model inside is ${only.path} instead of ${model.name}.`];
  const actual = await sha256(await zipContent(file, only));
  return actual === model.sha256 ? [] : [`${only.path} has the hash ${actual} instead of ${model.sha256}.`];
}

async function targetFaults(file, entries, target) {
  const manifest = entries.find(({ path: name }) => name === 'extension.vsixmanifest');
  if (manifest === undefined) return ['extension.vsixmanifest is missing.'];
  const text = Buffer.concat(await (await zipContent(file, manifest)).toArray()).toString('utf8');
  return text.includes(`TargetPlatform="${target}"`) ? [] : [`The manifest is not for ${target}.`];
}

function sizeFaults(file, entries) {
  const bytes = bytesWithoutModel(file, entries);
  return bytes <= largestWithoutModel
    ? []
    : [
        `Without the model it weighs ${(bytes / 1e6).toFixed(1)} MB; ${largestWithoutModel / 1e6} MB is the limit.`,
      ];
}
