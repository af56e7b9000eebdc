import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';

import { installVsix, startCodeServer } from '../../scripts/setup/codeServer.mjs';
import { currentVsix } from '../../scripts/setup/currentVsix.mjs';
import { makeProfile } from '../../scripts/setup/makeProfile.mjs';
import { seconds } from '../../scripts/setup/runLogged.mjs';
import { testHost } from '../../scripts/setup/testHost.mjs';
import { openBrowser } from './openBrowser.mjs';
import { prepareSuite } from './prepareSuite.mjs';
import { exitCodes, reportResults } from './results.mjs';
import { scratchFolder } from './scratchFolder.mjs';

/*
 * Runs the suite in code-server's extension host, with the built VSIX installed.
 *   node test/exthost/runCodeServer.mjs [--vsix FILE] [--grep PATTERN] [--timeout SECONDS] [--keep]
 * Exit codes: see results.mjs. --keep leaves the scratch folder for a look.
 */
const { values: options } = parseArgs({
  options: {
    vsix: { type: 'string' },
    grep: { type: 'string', default: '' },
    timeout: { type: 'string', default: '300' },
    keep: { type: 'boolean', default: false },
  },
});

const root = scratchFolder('exthost', { keep: options.keep });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => process.exit(exitCodes.crashed));
let testAtWork = 'none';

try {
  process.exit(await runSuite());
} catch (error) {
  console.error(error);
  process.exit(exitCodes.crashed);
}

async function runSuite() {
  const startedAt = Date.now();
  const host = await testHost();
  const vsix = currentVsix(options.vsix);
  const profile = makeProfile(root);
  const suite = await prepareSuite(root);
  installVsix(host, profile, vsix);
  const env = {
    INKLING_TEST_RESULTS: suite.results,
    INKLING_TEST_GREP: options.grep,
    INKLING_TEST_LOGS: path.join(profile.userData, 'logs'),
  };
  // A built workbench takes extension paths from its address only in its smoke test mode, and else says nothing.
  const server = await startCodeServer(host, profile, {
    env,
    options: ['--vscode-option', 'enable-smoke-test-driver'],
  });
  try {
    const { page, close } = await openBrowser(host, { root, origin: server.url, env: profile.env });
    console.log(`Workbench of ${path.basename(vsix)} (${seconds(startedAt)})`);
    const hostCode = await hostExit(page, addressOf(server.url, suite));
    await close();
    const result = reportResults(suite.results, hostCode);
    console.log(`exit ${result} (${seconds(startedAt)})`);
    return result;
  } finally {
    await server.stop();
  }
}

/** The workbench calls codeAutomationExit when run() of the suite has settled: 0 resolved, 1 rejected. */
async function hostExit(page, address) {
  let timer;
  const exit = new Promise((resolve) => {
    timer = setTimeout(
      () => {
        console.error(`No result after ${options.timeout} s; the test at work: ${testAtWork}.`);
        resolve(exitCodes.timedOut);
      },
      Number(options.timeout) * 1000,
    );
    page.once('crash', () => resolve(exitCodes.crashed));
    page.once('close', () => resolve(exitCodes.crashed));
    void page.exposeFunction('codeAutomationExit', (hostCode) => resolve(hostCode));
  });
  await page.exposeFunction('codeAutomationLog', (type, args) => log(format(...args)));
  await page.goto(address);
  const hostCode = await exit;
  clearTimeout(timer);
  return hostCode;
}

/** The suite's own lines go on the screen; the workbench's chatter stays in a file for `--keep`. */
function log(line) {
  if (/^(ok|FAILED|again|note) /.test(line)) console.log(line);
  if (line.startsWith('begin ')) testAtWork = line.slice('begin '.length);
  appendFileSync(path.join(root, 'workbench.log'), `${line}\n`);
}

function addressOf(url, { workspace, emptyExtension, index }) {
  const remote = (file) => `vscode-remote://${new URL(url).host}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(emptyExtension)],
    ['extensionTestsPath', remote(index)],
    ['skipWelcome', 'true'],
  ];
  return `${url}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
