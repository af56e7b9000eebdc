import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { cacheFolder } from './cacheFolder.mjs';
import { withLock } from './lock.mjs';
import { npmEnvironment } from './npmEnvironment.mjs';
import { runLogged, seconds } from './runLogged.mjs';
import { findBrowser, installPackages, isOffline, lastLines, missingPackages } from './systemPackages.mjs';

/**
 * The real workbench and extension host that the tests drive, in the cache folder: code-server (VS Code in a
 * browser), the Node release that it insists on, and the library that drives the browser. Too big and too
 * particular about its Node version to be a development dependency. Versions are pinned: a new one is a change
 * to this table, after a green run.
 */
const parts = {
  node: { package: 'node', version: '24.21.0', file: 'bin/node', compiles: false },
  codeServer: {
    package: 'code-server',
    version: '4.139.1',
    file: 'lib/vscode/node_modules/kerberos/build/Release/kerberos.node',
    compiles: true,
  },
  playwright: { package: 'playwright-core', version: '1.65.1', file: 'index.js', compiles: false },
};

/**
 * Installs what is missing and says where everything is: absolute paths
 * { node, codeServer (its entry script), playwright (its main module), browser }.
 * Takes milliseconds when all is there. Finished parts survive an interruption; an unfinished one is made anew.
 * Throws with a sentence for people when it can't: no network, no right to install, an unsupported system.
 */
export async function testHost() {
  if (process.platform === 'win32')
    throw new Error(
      'code-server does not run on Windows; use the desktop runner (npm run test:desktop), or WSL.',
    );
  const root = path.join(cacheFolder(), 'test-host');
  if (!isComplete(root)) await withLock(path.join(root, 'lock'), () => install(root));
  return {
    node: path.join(moduleFolder(root, parts.node), 'bin/node'),
    codeServer: path.join(moduleFolder(root, parts.codeServer), 'out/node/entry.js'),
    playwright: path.join(moduleFolder(root, parts.playwright), 'index.js'),
    browser: findBrowser(),
  };
}

function isComplete(root) {
  return (
    missingPackages({ forBuild: false }).length === 0 &&
    Object.values(parts).every((part) => isInstalled(root, part))
  );
}

async function install(root) {
  const startedAt = Date.now();
  const logFile = path.join(root, 'install.log');
  console.log(`Setting up the test host in ${root} (log: ${logFile})`);
  const packages = missingPackages({ forBuild: !isInstalled(root, parts.codeServer) });
  await step('Debian packages', packages.length === 0, () => installPackages(packages, logFile));
  for (const part of Object.values(parts)) {
    await step(`${part.package} ${part.version}`, isInstalled(root, part), () =>
      installPart(root, part, logFile),
    );
  }
  console.log(`The test host is ready (${seconds(startedAt)}).`);
}

async function step(name, isDone, work) {
  const startedAt = Date.now();
  if (isDone) return console.log(`  ${name}: there`);
  console.log(`  ${name}: installing…`);
  await work();
  return console.log(`  ${name}: done (${seconds(startedAt)})`);
}

async function installPart(root, part, logFile) {
  const folder = partFolder(root, part);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const args = [
    'install',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    `${part.package}@${part.version}`,
  ];
  const { code, tail } = await runLogged(`installing ${part.package}`, 'npm', args, {
    logFile,
    cwd: folder,
    env: npmEnvironment(path.join(moduleFolder(root, parts.node), 'bin')),
  });
  const isThere = existsSync(path.join(moduleFolder(root, part), part.file));
  if (code === 0 && isThere)
    return writeFileSync(markerOf(root, part), `${JSON.stringify({ version: part.version })}\n`);
  const reason =
    isOffline(tail) && !/gyp ERR/.test(tail)
      ? 'The npm registry cannot be reached: is this machine online?'
      : lastLines(tail);
  const how =
    code === 0 ? `npm left ${part.file} out; are install scripts forbidden (ignore-scripts)?` : reason;
  throw new Error(`Could not install ${part.package} ${part.version}.\n${how}\nWhole log: ${logFile}`);
}

const partFolder = (root, part) => path.join(root, `${part.package}-${part.version}`);
const moduleFolder = (root, part) => path.join(partFolder(root, part), 'node_modules', part.package);
const markerOf = (root, part) => path.join(partFolder(root, part), 'installed.json');

/** The marker is written last: without it the folder is the rest of an interrupted install. */
function isInstalled(root, part) {
  const marker = markerOf(root, part);
  return existsSync(marker) && JSON.parse(readFileSync(marker, 'utf8')).version === part.version;
}

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  try {
    console.log(JSON.stringify(await testHost(), undefined, 2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
