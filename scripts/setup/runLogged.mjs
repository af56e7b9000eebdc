import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

/** Long enough not to fill the screen, short enough to see that it is alive. */
const reportEveryMs = 20_000;
const keptCharacters = 16_000;

/**
 * Runs a program with its output in a log file, and one line on the screen now and then, so that minutes of
 * compiler output stay out of sight until they matter. Resolves to { code, tail }: exit code (a signal or a
 * program that could not be started is 1) and the last characters of the output.
 */
export function runLogged(what, command, args, { logFile, cwd, env = process.env }) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const log = createWriteStream(logFile, { flags: 'a' });
    log.write(`\n$ ${command} ${args.join(' ')}\n`);
    let tail = '';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const keep = (chunk) => {
      log.write(chunk);
      tail = (tail + chunk.toString()).slice(-keptCharacters);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const report = setInterval(() => console.log(`    still ${what} (${seconds(startedAt)})`), reportEveryMs);
    const settle = (code) => {
      clearInterval(report);
      log.end();
      resolve({ code, tail });
    };
    child.on('error', (error) => {
      tail += error.message;
      settle(1);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}

/** Time since then, for people. */
export function seconds(sinceMs) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}
