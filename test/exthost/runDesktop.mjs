import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

import {
  downloadAndUnzipVSCode,
  resolveCliPathFromVSCodeExecutablePath,
  runTests,
  SilentReporter,
} from '@vscode/test-electron';

import { cacheFolder } from '../../scripts/setup/cacheFolder.mjs';
import { currentVsix } from '../../scripts/setup/currentVsix.mjs';
import { makeProfile } from '../../scripts/setup/makeProfile.mjs';
import { isOffline } from '../../scripts/setup/systemPackages.mjs';
import { prepareSuite } from './prepareSuite.mjs';
import { exitCodes, reportResults } from './results.mjs';
import { scratchFolder } from './scratchFolder.mjs';

/*
 * Runs the suite in the extension host of the desktop VS Code, with the built VSIX installed. The program is
 * $VSCODE_EXECUTABLE (such as /usr/share/code/code, not the script on the PATH), or else downloaded.
 *   node test/exthost/runDesktop.mjs [--vsix FILE] [--grep PATTERN] [--timeout SECONDS] [--keep]
 * Exit codes: see results.mjs; 75 says that there is no desktop to run, which is not a pass.
 */
const { values: options } = parseArgs({
  options: {
    vsix: { type: 'string' },
    grep: { type: 'string', default: '' },
    timeout: { type: 'string', default: '300' },
    keep: { type: 'boolean', default: false },
  },
});

const root = scratchFolder('desktop', { keep: options.keep });

/** Time for VS Code to close by itself before it is made to. */
const closeWithinMs = 5_000;

try {
  process.exit(await runSuite());
} catch (error) {
  console.error(error);
  process.exit(exitCodes.crashed);
}

async function runSuite() {
  const obstacle = isDisplayMissing() ? 'no display; try xvfb-run -a' : undefined;
  const executable = obstacle === undefined ? await desktop() : undefined;
  if (executable === undefined) {
    console.log(`SKIPPED: no VS Code desktop${obstacle === undefined ? '' : ` (${obstacle})`}`);
    return exitCodes.skipped;
  }
  const vsix = currentVsix(options.vsix);
  const profile = makeProfile(root);
  const suite = await prepareSuite(root);
  const folders = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  installVsix(executable, [...folders, '--install-extension', vsix, '--force']);
  forgetSurroundings();
  const run = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: suite.emptyExtension,
    extensionTestsPath: suite.index,
    extensionTestsEnv: {
      INKLING_TEST_RESULTS: suite.results,
      INKLING_TEST_GREP: options.grep,
      INKLING_TEST_LOGS: path.join(profile.userData, 'logs'),
    },
    launchArgs: [suite.workspace, ...folders],
  });
  return reportResults(suite.results, await hostExit(run));
}

/** The desktop's program, or undefined when none was named and none can be downloaded. */
async function desktop() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  try {
    const cachePath = path.join(cacheFolder(), 'vscode-desktop');
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath, reporter: new SilentReporter() });
  } catch (error) {
    if (!isOffline(String(error))) throw error;
    console.log(`VS Code could not be downloaded (${error.message}).`);
    return undefined;
  }
}

function isDisplayMissing() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

function installVsix(executable, args) {
  const isWindows = process.platform === 'win32';
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  const { status, stdout, stderr, error } = spawnSync(isWindows ? `"${cli}"` : cli, args, {
    encoding: 'utf8',
    shell: isWindows,
  });
  if (status !== 0)
    throw new Error(`${cli} could not install the VSIX:\n${stdout}${stderr}`, { cause: error });
}

/** Under a VS Code terminal these would lead the new window to the old one, or make it plain Node. */
function forgetSurroundings() {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('VSCODE_') || name === 'ELECTRON_RUN_AS_NODE' || name === 'NODE_OPTIONS')
      delete process.env[name];
  }
}

/** The library ends its VS Code on SIGINT, with force on a second one, and knows no timeout of its own. */
async function hostExit(run) {
  let isOverdue = false;
  // Without a listener of ours the library would end this process as well, before there is a result to report.
  process.on('SIGINT', () => {});
  const overdue = setTimeout(
    () => {
      console.error(`No result after ${options.timeout} s.`);
      isOverdue = true;
      process.emit('SIGINT');
      setTimeout(() => process.emit('SIGINT'), closeWithinMs).unref();
    },
    Number(options.timeout) * 1000,
  );
  const code = await run.catch((error) => error.code ?? exitCodes.crashed);
  clearTimeout(overdue);
  return isOverdue ? exitCodes.timedOut : code;
}
