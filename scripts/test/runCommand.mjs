import { spawn } from 'node:child_process';

import { repository } from '../bundle/repository.mjs';

/**
 * Runs a program in the repository's root with its output on the screen. Resolves to { code, output }: the exit code
 * (1 for a signal or a program that could not be started) and all that it printed.
 */
export function runCommand(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: needsShell(command),
    });
    const printed = [];
    const show = (stream) => (chunk) => {
      printed.push(chunk);
      stream.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', (error) => {
      printed.push(Buffer.from(`${error.message}\n`));
      resolve({ code: 1, output: Buffer.concat(printed).toString('utf8') });
    });
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(printed).toString('utf8') }),
    );
  });
}

/** On Windows npm is a script, which only a shell starts. */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm';
}
