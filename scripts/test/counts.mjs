/*
 * How many checks of a step passed and failed: { passed, failed }, from its exit code and from what it left behind.
 * A step that failed without saying where has one failure; one that checked nothing has failed.
 */

/** A step that is one check. */
export function countOne(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A report of vitest's JSON reporter; undefined when it wrote none. A file that could not be loaded is a failure. */
export function countVitest(code, report) {
  if (report === undefined) return atLeastOneFailure(code, { passed: 0, failed: 0 });
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return atLeastOneFailure(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
  });
}

/** What Python's unittest prints: "Ran 12 tests in 0.1s", then "OK" or "FAILED (failures=1, errors=2)". */
export function countUnittest(code, output) {
  const ran = Number(/^Ran (\d+) tests? in/m.exec(output)?.[1] ?? 0);
  const verdict = /^(?:OK|FAILED)(?: \((.*)\))?\s*$/m.exec(output)?.[1] ?? '';
  const named = (name) => Number(new RegExp(`(?:^|, )${name}=(\\d+)`).exec(verdict)?.[1] ?? 0);
  const failed = named('failures') + named('errors') + named('unexpected successes');
  return atLeastOneFailure(code, { passed: Math.max(0, ran - failed - named('skipped')), failed });
}

/** The last line of a runner's output that is a JSON object { passed, failed }; `failed` is a number or a list of names. */
export function countSummary(code, output) {
  const summary = output
    .split('\n')
    .reverse()
    .map(parsed)
    .find((value) => typeof value?.passed === 'number' && value.failed !== undefined);
  if (summary === undefined) return atLeastOneFailure(code, { passed: 0, failed: 0 });
  const failed = Array.isArray(summary.failed) ? summary.failed.length : Number(summary.failed);
  return atLeastOneFailure(code, { passed: summary.passed, failed });
}

function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // A line of a program's output that only looks like JSON.
    return undefined;
  }
}

function atLeastOneFailure(code, { passed, failed }) {
  const isSilentFailure = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}
