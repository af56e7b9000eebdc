import { parseArgs } from 'node:util';

import { repository } from './bundle/repository.mjs';
import { seconds } from './setup/runLogged.mjs';
import { isInstalled } from './test/isInstalled.mjs';
import { runCommand } from './test/runCommand.mjs';

/*
 * All checks, from a fresh clone on: npm test -- [--only NAME,…] [--skip NAME,…]
 * The last line is "N passed, N failed"; the exit code is 1 when anything failed or could not run.
 */
const { values: options } = parseArgs({ options: { only: { type: 'string' }, skip: { type: 'string' } } });
const outcomes = [];

try {
  if (!isInstalled(repository)) await installPackages();
  if (outcomes.length === 0) await runSteps();
} catch (error) {
  outcomes.push({ name: 'npm test', passed: 0, failed: 1, time: '', note: error.message });
}

for (const { name, passed, failed, time, note } of outcomes) {
  console.log(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed  ${time.padStart(8)}  ${note}`.trimEnd(),
  );
}
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function installPackages() {
  const startedAt = Date.now();
  console.log('\n── npm ci');
  const { code } = await runCommand('npm', ['ci']);
  if (code !== 0)
    outcomes.push({ name: 'install', passed: 0, failed: 1, time: seconds(startedAt), note: 'npm ci failed' });
}

async function runSteps() {
  // Only now: the steps' own files may import what npm has just installed.
  const { steps } = await import('./test/steps.mjs');
  for (const step of chosenSteps(steps))
    outcomes.push({ name: step.name, note: '', ...(await runStep(step)) });
}

async function runStep(step) {
  const startedAt = Date.now();
  console.log(`\n── ${step.name}`);
  const absent = step.absent?.();
  if (absent !== undefined)
    return { passed: 0, failed: 0, time: seconds(startedAt), note: `left out: ${absent}` };
  const broken = step.needs.find((name) =>
    outcomes.some((outcome) => outcome.name === name && outcome.failed > 0),
  );
  if (broken !== undefined)
    return { passed: 0, failed: 1, time: seconds(startedAt), note: `could not run: ${broken} failed` };
  try {
    return { ...(await step.run()), time: seconds(startedAt) };
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, time: seconds(startedAt), note: `could not run: ${error.message}` };
  }
}

/** Throws for a name that no step has: a typing error must not look like a green run. */
function chosenSteps(steps) {
  const named = (list) => list?.split(',').filter((name) => name !== '') ?? [];
  const only = named(options.only);
  const skip = named(options.skip);
  const strangers = [...only, ...skip].filter((name) => !steps.some((step) => step.name === name));
  if (strangers.length > 0)
    throw new Error(
      `There is no step ${strangers.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}.`,
    );
  return steps.filter(({ name }) => (only.length === 0 || only.includes(name)) && !skip.includes(name));
}
