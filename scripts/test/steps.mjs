import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../bundle/repository.mjs';
import { hostTarget } from '../package/targets.mjs';
import { findExecutable } from '../setup/findExecutable.mjs';
import { countOne, countSummary, countUnittest, countVitest } from './counts.mjs';
import { runCommand } from './runCommand.mjs';

const node = process.execPath;
const results = path.join(repository, 'build/test-results');

/**
 * All that `npm test` does, in order. `needs` are steps whose failure makes this one impossible; `absent` says why
 * there is nothing to do on this machine; `run` resolves to { passed, failed }.
 */
export const steps = [
  { name: 'lint', needs: [], run: lint },
  { name: 'types', needs: [], run: () => one(tool('typescript/bin/tsc'), '--noEmit', '-p', '.') },
  { name: 'unit', needs: [], run: () => vitest('unit') },
  { name: 'python', needs: [], absent: noPythonTests, run: python },
  { name: 'model', needs: [], run: () => vitest('model') },
  { name: 'build', needs: [], run: () => one('scripts/build.mjs') },
  { name: 'package', needs: ['build'], run: () => one('scripts/package.mjs', '--target', hostTarget) },
  { name: 'test-host', needs: [], run: () => one('scripts/setup/testHost.mjs') },
  { name: 'exthost', needs: ['package', 'test-host'], run: () => harness('test/exthost/runCodeServer.mjs') },
  { name: 'e2e', needs: ['package', 'test-host'], run: () => harness('test/e2e/run.mjs') },
];

async function one(...args) {
  return countOne((await runCommand(node, args)).code);
}

async function lint() {
  const rules = await one(tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0');
  const format = await one(tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.');
  return { passed: rules.passed + format.passed, failed: rules.failed + format.failed };
}

async function vitest(project) {
  const file = path.join(results, `${project}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runCommand(node, [
    tool('vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    ...reporters,
  ]);
  return countVitest(code, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
}

async function python() {
  const { code, output } = await runCommand('python3', ['-m', 'unittest', 'discover', 'training/tests']);
  return countUnittest(code, output);
}

/** Training needs Python, using Inkling and working on its extension don't. */
function noPythonTests() {
  if (!existsSync(path.join(repository, 'training/tests'))) return 'there is no training/tests';
  return findExecutable('python3') === undefined ? 'this machine has no python3' : undefined;
}

async function harness(file) {
  const { code, output } = await runCommand(node, [file]);
  return countSummary(code, output);
}

function tool(file) {
  return path.join(repository, 'node_modules', file);
}
