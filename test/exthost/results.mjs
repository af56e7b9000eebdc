import { existsSync, readFileSync } from 'node:fs';

/** Exit codes of the runners: 0 all passed, 1 a test failed, and these. */
export const exitCodes = { passed: 0, failed: 1, skipped: 75, crashed: 97, timedOut: 98 };

/**
 * Prints what the suite wrote to `file` and returns the runner's exit code. A run that reports no results, or no
 * passed test, is a crash and never green, whatever the host said.
 */
export function reportResults(file, hostCode) {
  if (!existsSync(file)) {
    console.error('The extension host ended without test results.');
    return hostCode === exitCodes.timedOut ? exitCodes.timedOut : exitCodes.crashed;
  }
  const { passed, failed, durationMs, failures, flaky = [] } = JSON.parse(readFileSync(file, 'utf8'));
  for (const { title, message } of failures) console.log(`\n${title}\n${indented(message)}`);
  console.log(JSON.stringify({ passed, failed, flaky, durationMs }));
  if (failed > 0) return exitCodes.failed;
  return passed > 0 && hostCode === 0 ? exitCodes.passed : exitCodes.crashed;
}

function indented(text) {
  return text.replace(/^/gm, '    ');
}
