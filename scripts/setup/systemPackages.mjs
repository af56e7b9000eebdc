import { existsSync, readdirSync } from 'node:fs';

import { findExecutable } from './findExecutable.mjs';
import { runLogged } from './runLogged.mjs';

const browsers = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * What the operating system has to bring, and how to see that it does. Asking for the thing itself and not for
 * the package lets a machine that has it from elsewhere pass. `forBuild`: needed only while code-server's
 * native modules are compiled.
 */
const needs = [
  { package: 'chromium', forBuild: false, isPresent: () => findBrowser() !== undefined },
  { package: 'fonts-dejavu-core', forBuild: false, isPresent: hasFonts },
  { package: 'libkrb5-dev', forBuild: true, isPresent: hasKerberosHeaders },
  { package: 'g++', forBuild: true, isPresent: () => findExecutable('g++', 'clang++', 'c++') !== undefined },
  { package: 'make', forBuild: true, isPresent: () => findExecutable('make', 'gmake') !== undefined },
  { package: 'python3', forBuild: true, isPresent: () => findExecutable('python3') !== undefined },
];

/** The browser that the tests drive: $CHROMIUM, or the first Chromium or Chrome found. Else undefined. */
export function findBrowser() {
  const chosen = process.env.CHROMIUM;
  return chosen ? findExecutable(chosen) : findExecutable(...browsers);
}

/** Names of the Debian packages that this machine lacks; with `forBuild` also those needed to compile. */
export function missingPackages({ forBuild }) {
  return needs
    .filter((need) => (forBuild || !need.forBuild) && !need.isPresent())
    .map((need) => need.package);
}

/**
 * Installs Debian packages when this process may (root, apt-get).
 * Throws with the command for a person to run when it may not, or with the reason when apt-get fails.
 */
export async function installPackages(names, logFile) {
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || findExecutable('apt-get') === undefined) {
    throw new Error(
      `This machine lacks: ${names.join(', ')} (Debian's names).\nPlease install them, for example with\n  sudo ${command}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runLogged('reading package lists', 'apt-get', ['update'], { logFile, env });
  const install = await runLogged('installing Debian packages', 'apt-get', command.split(' ').slice(1), {
    logFile,
    env,
  });
  const stillMissing = missingPackages({ forBuild: true }).filter((name) => names.includes(name));
  if (install.code === 0 && stillMissing.length === 0) return;
  const reason = isOffline(update.tail + install.tail)
    ? 'The Debian package server cannot be reached: is this machine online?'
    : lastLines(install.tail);
  throw new Error(`Could not install ${names.join(', ')}.\n${reason}\nWhole log: ${logFile}`);
}

/** Whether a tool's output says that the network, not the tool, is at fault. */
export function isOffline(output) {
  return /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ETIMEDOUT|Temporary failure resolving|Could not connect to|Could not resolve/.test(
    output,
  );
}

/** The end of a log, short enough for a message. */
export function lastLines(output) {
  return output.trimEnd().split('\n').slice(-15).join('\n');
}

/** Without any font, Chromium draws boxes, and screenshots show nothing. Only Linux comes without. */
function hasFonts() {
  if (process.platform !== 'linux') return true;
  const folder = '/usr/share/fonts';
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(String(name)))
  );
}

function hasKerberosHeaders() {
  if (process.platform !== 'linux') return true;
  return ['/usr/include/gssapi/gssapi.h', '/usr/include/gssapi.h'].some((file) => existsSync(file));
}
