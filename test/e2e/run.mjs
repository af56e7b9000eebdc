import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { installVsix, startCodeServer } from '../../scripts/setup/codeServer.mjs';
import { currentVsix } from '../../scripts/setup/currentVsix.mjs';
import { makeProfile } from '../../scripts/setup/makeProfile.mjs';
import { runLogged, seconds } from '../../scripts/setup/runLogged.mjs';
import { testHost } from '../../scripts/setup/testHost.mjs';
import { openBrowser } from '../exthost/openBrowser.mjs';
import { exitCodes } from '../exthost/results.mjs';
import { scratchFolder } from '../exthost/scratchFolder.mjs';
import { tests } from './tests.mjs';
import { workbench } from './workbench.mjs';

/*
 * The built VSIX with its bundled model in a real workbench, driven through a browser as a user would.
 *   node test/e2e/run.mjs [--vsix FILE] [--grep PATTERN] [--timeout SECONDS] [--keep]
 * Exit codes as of the extension host's runner; screenshots in test/e2e/shots.
 */
const { values: options } = parseArgs({
  options: {
    vsix: { type: 'string' },
    grep: { type: 'string', default: '' },
    timeout: { type: 'string', default: '1500' },
    keep: { type: 'boolean', default: false },
  },
});

const here = path.dirname(fileURLToPath(import.meta.url));
const shots = path.join(here, 'shots');
const root = scratchFolder('e2e', { keep: options.keep });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => process.exit(exitCodes.crashed));
setTimeout(
  () => {
    console.error(`Not done after ${options.timeout} s.`);
    process.exit(exitCodes.timedOut);
  },
  Number(options.timeout) * 1000,
).unref();

try {
  process.exit(await runAll());
} catch (error) {
  console.error(error);
  process.exit(exitCodes.crashed);
}

async function runAll() {
  const startedAt = Date.now();
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  const host = await testHost();
  const workspace = path.join(root, 'workspace');
  cpSync(path.join(here, 'sample'), workspace, { recursive: true });
  const profile = makeProfile(root);
  const probe = path.join(root, 'probe.sock');
  for (const vsix of [currentVsix(options.vsix), await probeVsix()]) installVsix(host, profile, vsix);
  const server = await startCodeServer(host, profile, { env: { INKLING_PROBE_SOCKET: probe } });
  try {
    const { page, close } = await openBrowser(host, { root, origin: server.url, env: profile.env });
    const bench = workbench({ page, workspace, profile, probe, shots });
    await page.goto(`${server.url}/?folder=${encodeURIComponent(workspace)}`);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await bench.untilReady();
    console.log(`Inkling is ready (${seconds(startedAt)})`);
    await bench.shot('ready');
    const summary = await runTests(bench, { workspace, notes: {} });
    await close();
    console.log(JSON.stringify({ ...summary, seconds: Math.round((Date.now() - startedAt) / 1000) }));
    return summary.failed.length === 0 && summary.passed > 0 ? exitCodes.passed : exitCodes.failed;
  } finally {
    await server.stop();
  }
}

/**
 * A test that fails is tried once more in a window that was loaded anew, and counts by that. It is named then: what
 * passes only at the second try wants to be looked at, and is no reason to refuse a build.
 */
async function runTests(bench, context) {
  const [failed, flaky] = [[], []];
  const chosen = tests.filter(([name]) => new RegExp(options.grep, 'i').test(name));
  for (const [index, [name, run]] of chosen.entries()) {
    const startedAt = Date.now();
    const first = await attempt(bench, context, run, `failed-${index + 1}`);
    const second = first && (await attempt(bench, context, run, `failed-${index + 1}-again`, startOver));
    const took = `${name} (${seconds(startedAt)})`;
    if (!first) console.log(`ok ${took}`);
    else if (!second) {
      flaky.push(name);
      console.log(`ok ${took} passed at the second try; the first:\n${first}`);
    } else {
      failed.push(name);
      console.log(`FAILED ${took}\n${first}\n    The second try:\n${second}`);
    }
  }
  return { passed: chosen.length - failed.length, failed, flaky, ...context.notes };
}

/** Resolves to what went wrong and where it can be seen; undefined when nothing did. */
async function attempt(bench, context, run, shot, prepare) {
  try {
    await prepare?.(bench);
    await run(bench, context);
    await bench.tidy();
    return undefined;
  } catch (error) {
    await bench.shot(shot);
    return `${indented(error)}\n    See shots/${shot}.png.`;
  }
}

function startOver(bench) {
  return bench.startOver();
}

async function probeVsix() {
  const packagePath = path.join(root, 'probe.vsix');
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const args = [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--out',
    packagePath,
  ];
  const { code, tail } = await runLogged('packaging the probe', process.execPath, args, {
    cwd: path.join(here, 'probe'),
    logFile: path.join(root, 'probe.log'),
  });
  if (code !== 0) throw new Error(`Could not package the probe:\n${tail}`);
  return packagePath;
}

function indented(error) {
  const cause = error.cause === undefined ? '' : `\n${error.cause.stack}`;
  return `${error.stack}${cause}`.replace(/^/gm, '    ');
}
