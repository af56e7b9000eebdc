import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../bundle/repository.mjs';
import { cacheFolder } from '../setup/cacheFolder.mjs';

/**
 * The folder of one platform's engine package, as package-lock.json pins it: the installed one, or, for other
 * platforms, one fetched from the registry into the cache folder and checked against the lock file's hash.
 * Throws when the hash differs or the registry can't be reached.
 */
export function enginePackage(engine) {
  const name = `@node-llama-cpp/${engine}`;
  const { version, integrity } = lockedPackage(name);
  const installed = path.join(repository, 'node_modules', name);
  if (versionOf(installed) === version) return installed;
  const unpacked = path.join(cacheFolder(), 'engines', `${engine}-${version}`);
  if (versionOf(unpacked) === version) return unpacked;
  return unpack(fetched(name, version, integrity), unpacked);
}

/** What package-lock.json says about a package: { version, integrity }. */
export function lockedPackage(name) {
  const lock = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8'));
  const entry = lock.packages[`node_modules/${name}`];
  if (entry?.integrity === undefined) throw new Error(`package-lock.json does not pin ${name}.`);
  return { version: entry.version, integrity: entry.integrity };
}

/** Throws unless the bytes have the hash that npm wrote into the lock file: `algorithm-base64`. */
export function checkIntegrity(bytes, integrity, name) {
  const [algorithm] = integrity.split('-', 1);
  const actual = `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;
  if (actual !== integrity)
    throw new Error(`${name} is not what package-lock.json pins: ${actual} instead of ${integrity}.`);
}

function versionOf(folder) {
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}

/** The package's archive in the cache folder. npm would take the hash from the registry; ours is from the lock file. */
function fetched(name, version, integrity) {
  const folder = path.join(cacheFolder(), 'engines');
  mkdirSync(folder, { recursive: true });
  const archive = path.join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  if (!existsSync(archive)) {
    console.log(`Fetching ${name} ${version}…`);
    const args = ['pack', `${name}@${version}`, '--pack-destination', folder, '--ignore-scripts', '--silent'];
    execFileSync('npm', args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
  try {
    checkIntegrity(readFileSync(archive), integrity, `${name} ${version}`);
  } catch (error) {
    rmSync(archive);
    throw error;
  }
  return archive;
}

/** npm's archives hold one folder, `package`. The last step is a rename, so that an interrupted one leaves nothing. */
function unpack(archive, folder) {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', partial]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(path.join(partial, 'package'), folder);
  rmSync(partial, { recursive: true });
  return folder;
}
