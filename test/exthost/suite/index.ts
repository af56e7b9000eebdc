import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import Mocha from 'mocha';

/** What both runners print and judge. */
interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly durationMs: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
  /** What the suite measured, by name; see `note`. */
  readonly notes: Readonly<Record<string, string>>;
}

/** A whole request on a busy two-core machine, the model's first load included. */
const testTimeoutMs = 60_000;

/** Called by VS Code's extension host; resolves when every test has passed, and rejects otherwise. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: testTimeoutMs, grep: process.env['INKLING_TEST_GREP'] ?? '' });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  const results = await resultsOf(mocha);
  const target = process.env['INKLING_TEST_RESULTS'];
  if (target !== undefined) writeFileSync(target, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} of ${results.failed + results.passed} tests failed`);
}

function resultsOf(mocha: Mocha): Promise<Results> {
  return new Promise((resolve) => {
    const failures: { readonly title: string; readonly message: string }[] = [];
    const notes: Record<string, string> = {};
    const runner = mocha.run(() => {
      const { passes = 0, failures: failed = 0, duration = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, durationMs: duration, failures, notes });
    });
    runner.on('fail', (test, error: Error) => failures.push({ title: test.fullTitle(), message: error.stack ?? error.message }));
    runner.on('test end', (test) => Object.assign(notes, test.ctx?.['notes']));
  });
}
