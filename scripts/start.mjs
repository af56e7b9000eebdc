import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { repository } from './bundle/repository.mjs';
import { cacheFolder } from './setup/cacheFolder.mjs';
import { installVsix, startCodeServer } from './setup/codeServer.mjs';
import { currentVsix } from './setup/currentVsix.mjs';
import { findExecutable } from './setup/findExecutable.mjs';
import { makeProfile } from './setup/makeProfile.mjs';
import { testHost } from './setup/testHost.mjs';
import { isInstalled } from './test/isInstalled.mjs';

/*
 * Opens a sample workspace with Inkling in a real VS Code: the desktop's when `code` is on the PATH, else
 * code-server in the browser. Installs, builds and packages what is missing first.
 *   npm start -- [--browser] [--vsix FILE] [--check]
 * --browser takes code-server even where there is a desktop
 * --check   starts, waits until all is well, says so and ends
 * Settings, files and extensions live in the cache folder and survive; your own VS Code stays as it is.
 */
const { values: options } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    vsix: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

const root = path.join(cacheFolder(), 'start');
const workspace = path.join(root, 'lantern-street-bakery');

const hint = 'Open src/receipt.ts, go to the end of a function, and type.';

try {
  installDependencies();
  const vsix = currentVsix(options.vsix);
  cpSync(path.join(repository, 'test/e2e/sample'), workspace, { recursive: true, force: false });
  const profile = makeProfile(root);
  const code = options.browser ? undefined : desktop();
  await (code === undefined ? openInBrowser(vsix, profile) : openOnDesktop(code, vsix, profile));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function installDependencies() {
  if (isInstalled(repository)) return;
  console.log('Installing dependencies (npm ci)…');
  const { status } = spawnSync('npm', ['ci'], {
    cwd: repository,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed.');
}

/** In the terminal of a remote window `code` only talks to that window, and knows no profiles of its own. */
function desktop() {
  return process.env.VSCODE_IPC_HOOK_CLI ? undefined : findExecutable('code');
}

function openOnDesktop(code, vsix, profile) {
  const folders = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  runCode(code, [...folders, '--install-extension', vsix, '--force']);
  if (options.check) {
    if (!runCode(code, [...folders, '--list-extensions']).includes('inkling.inkling'))
      throw new Error(`${code} did not install ${vsix}.`);
    return console.log('Ready: Inkling is installed. npm start opens the window.');
  }
  runCode(code, [...folders, '--new-window', workspace]);
  return console.log(`Opened ${workspace} on the desktop. ${hint}`);
}

function runCode(code, args) {
  const isWindows = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(isWindows ? `"${code}"` : code, args, {
    encoding: 'utf8',
    shell: isWindows,
  });
  if (status !== 0) throw new Error(`${code} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

async function openInBrowser(vsix, profile) {
  const host = await testHost();
  installVsix(host, profile, vsix);
  const server = await startCodeServer(host, profile);
  let isAskedToEnd = options.check;
  const end = () => {
    isAskedToEnd = true;
    void server.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  console.log(`\n  ${server.url}/?folder=${encodeURI(workspace)}\n`);
  if (options.check) {
    console.log('Ready: the workbench answers, and Inkling is installed.');
    end();
  } else console.log(`Open this address in a browser on this machine. ${hint}\nCtrl+C ends it.`);
  await server.exited;
  if (isAskedToEnd) return;
  const log = readFileSync(server.logFile, 'utf8');
  throw new Error(`code-server ended by itself. Its log says\n${log.slice(-2000)}`);
}
