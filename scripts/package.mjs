import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { repository } from './bundle/repository.mjs';
import { bundledModel } from './package/bundledModel.mjs';
import { describeContent } from './package/describeContent.mjs';
import { stage } from './package/stage.mjs';
import { chosenTargets, hostTarget } from './package/targets.mjs';
import { tryEngine } from './package/tryEngine.mjs';
import { bytesWithoutModel, vsixFaults } from './package/vsixFaults.mjs';
import { zipEntries } from './package/zipFile.mjs';
import { withLock } from './setup/lock.mjs';

/*
 * Makes the extension's installable files, one per platform, and looks into each before it says that it is made.
 *   npm run package -- [--target NAME|all] [--model FILE | --no-model] [--list] [--out FOLDER]
 * --target  linux-x64, linux-arm64, win32-x64, win32-arm64, darwin-x64, darwin-arm64 or all; else this machine's
 * --model   the model to bundle; else $INKLING_BUNDLED_MODEL, else the one in media/models
 * --list    prints what is inside, with sizes
 * --out     where the .vsix files go; else build/
 */
const { values: options } = parseArgs({
  options: {
    target: { type: 'string' },
    model: { type: 'string' },
    'no-model': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(repository, 'build') },
  },
});

try {
  const names = chosenTargets(options.target);
  const model = options['no-model'] ? undefined : await bundledModel(options.model);
  // Two at a time would lay out the same folder.
  const lock = path.join(repository, 'build/stage/lock');
  await withLock(lock, async () => {
    for (const name of names) await packageTarget(name, model);
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** The file gets its name only when it has been looked into: an unfit one must not be found by anybody. */
async function packageTarget(target, model) {
  const folder = await stage(target, model);
  const unchecked = `${folder}.vsix`;
  runVsce(folder, target, unchecked);
  const faults = await vsixFaults(unchecked, target, model);
  if (faults.length > 0)
    throw new Error(`The package for ${target} is unfit:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  const trial = target === hostTarget ? await tryEngine(unchecked, model) : 'untested here';
  const vsix = path.resolve(options.out, `inkling-${target}.vsix`);
  mkdirSync(path.dirname(vsix), { recursive: true });
  copyFileSync(unchecked, vsix);
  rmSync(unchecked);
  const entries = await zipEntries(vsix);
  if (options.list) console.log(describeContent(entries));
  const sizes = `${megabytes(statSync(vsix).size)}, ${megabytes(bytesWithoutModel(vsix, entries))} without a model`;
  console.log(`${path.relative(process.cwd(), vsix)}: ${sizes}, ${entries.length} files; ${trial}`);
}

/** vsce is silent unless it fails. Its search for secrets reads every file whole, the model too, and knows no exceptions. */
function runVsce(folder, target, vsix) {
  const vsce = path.join(repository, 'node_modules/@vscode/vsce/vsce');
  const args = [
    'package',
    '--target',
    target,
    '--out',
    vsix,
    '--no-dependencies',
    '--ignoreFile',
    path.join(repository, '.vscodeignore'),
  ];
  const leniencies = [
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--allow-package-all-secrets',
    '--allow-package-env-file',
  ];
  try {
    execFileSync(process.execPath, [vsce, ...args, ...leniencies], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw new Error(`vsce failed:\n${error.stdout}${error.stderr}`);
  }
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
