import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import Mocha from 'mocha';

/** What both runners read back, print and judge. */
interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly durationMs: number;
  readonly failures: readonly Failure[];
  /** Tried twice. */
  readonly flaky: readonly string[];
}

interface Failure {
  readonly title: string;
  readonly message: string;
}

/** A whole request on a busy two-core machine, the model's first load included. */
const testTimeoutMs = 60_000;

/** Called by VS Code's extension host; resolves when every test has passed, and rejects otherwise. */
export async function run(): Promise<void> {
  const grep = process.env['INKLING_TEST_GREP'] ?? '';
  // The base reporter counts and prints nothing: the lines are printed below, for a runner to tell from VS Code's.
  // A second try, which is named: what passes only then wants to be looked at, and is no reason to refuse a build.
  const usual = { ui: 'tdd', reporter: Mocha.reporters.Base, timeout: testTimeoutMs, retries: 1 } as const;
  const mocha = new Mocha({ ...usual, grep });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  const results = await resultsOf(mocha);
  const target = process.env['INKLING_TEST_RESULTS'];
  if (target !== undefined) writeFileSync(target, JSON.stringify(results));
  if (results.failed > 0)
    throw new Error(`${results.failed} of ${results.failed + results.passed} tests failed`);
}

function resultsOf(mocha: Mocha): Promise<Results> {
  return new Promise((resolve) => {
    const failures: Failure[] = [];
    const flaky: string[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, failures: failed = 0, duration: durationMs = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, durationMs, failures, flaky });
    });
    // A test that blocks the host can't say so afterwards.
    runner.on('test', (test) => {
      console.log(`begin ${test.fullTitle()}`);
    });
    runner.on('retry', (test, error) => {
      console.log(`again ${test.fullTitle()}: ${error.message}`);
      flaky.push(test.fullTitle());
    });
    runner.on('pass', (test) => {
      console.log(`ok ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test, error: Error) => {
      console.log(`FAILED ${test.fullTitle()}`);
      failures.push({ title: test.fullTitle(), message: error.stack ?? error.message });
    });
  });
}
