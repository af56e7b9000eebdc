import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../bundle/repository.mjs';
import { hostTarget } from '../package/targets.mjs';

const ingredients = [
  'src',
  'media',
  'scripts/bundle',
  'scripts/package',
  'package.json',
  'package-lock.json',
];

/**
 * The VSIX for this machine, as it would be published: its absolute path. `chosen`, or $INKLING_VSIX, is taken
 * as it is; otherwise it is packaged anew when it is missing or older than what it is made of, so that a test
 * never passes on yesterday's build. Throws when packaging fails.
 */
export function currentVsix(chosen = process.env.INKLING_VSIX) {
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`There is no VSIX at ${chosen}.`);
    return path.resolve(chosen);
  }
  const vsix = path.join(repository, 'build', `inkling-${hostTarget}.vsix`);
  if (existsSync(vsix) && statSync(vsix).mtimeMs >= newest()) return vsix;
  console.log(`Packaging ${path.relative(repository, vsix)}…`);
  const { status } = spawnSync('npm', ['run', 'package', '--', '--target', hostTarget], {
    cwd: repository,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(vsix)) throw new Error(`npm run package did not make ${vsix}.`);
  return vsix;
}

function newest() {
  const files = ingredients.flatMap((name) => filesBelow(path.join(repository, name)));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  const entries = readdirSync(place, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}
