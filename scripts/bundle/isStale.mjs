import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { bundles } from './bundles.mjs';
import { repository } from './repository.mjs';

const ingredients = [
  'src',
  'scripts/bundle',
  'scripts/complete',
  'scripts/models',
  'test/fakes/scriptedModel.ts',
  'package-lock.json',
];

/** Whether dist/ lacks a file or is older than what it is made of. Compares times only: a few milliseconds. */
export function isStale() {
  const outputs = [...Object.values(bundles).map(({ file }) => file), 'grammars/web-tree-sitter.wasm'];
  const files = outputs.map((file) => path.join(repository, 'dist', file));
  if (!files.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...files.map(modifiedAt));
  return ingredients
    .flatMap((name) => filesBelow(path.join(repository, name)))
    .some((file) => modifiedAt(file) > oldest);
}

function modifiedAt(file) {
  return statSync(file).mtimeMs;
}

function filesBelow(place) {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
}
