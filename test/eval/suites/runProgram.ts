import { spawn } from 'node:child_process';

import { UsageError } from '../usageError';

/** What is run behind a filled hole's document. */
export interface Program {
  readonly language: 'python' | 'javascript';
  readonly test: string;
}

export type Verdict = 'passed' | 'failed' | 'timed-out';

/** Tests of such sets take milliseconds; what takes longer hangs. */
const patienceMs = 10_000;
const processorSeconds = 8;
const memoryBytes = { python: 1024 ** 3, javascript: 8 * 1024 ** 3 } as const;
const fileBytes = 1024 ** 2;
const processes = 64;

const interpreters = {
  python: ['python3', '-I', '/tmp/program.py'],
  javascript: ['node', '/tmp/program.js'],
} as const;

/**
 * A program that a model has written in part: Linux namespaces of its own without a network, everything read-only but a
 * /tmp of its own in memory, limits on memory, time, processes and files.
 */
export async function runProgram({ language, test }: Program, document: string): Promise<Verdict> {
  const interpreter = interpreters[language];
  const limits = [
    `--as=${memoryBytes[language]}`,
    `--cpu=${processorSeconds}`,
    `--nproc=${processes}`,
    `--fsize=${fileBytes}`,
    '--core=0',
  ];
  const script = [
    'mount -t tmpfs -o size=16m tmpfs /tmp',
    'mount -o remount,bind,ro /',
    `cat > ${interpreter.at(-1) ?? ''}`,
    'cd /tmp',
    `exec prlimit ${limits.join(' ')} ${interpreter.join(' ')} < /dev/null`,
  ].join(' && ');
  return sandboxed(script, `${document}\n${test}`);
}

/** Throws `UsageError` where programs can't be locked in: then none is run. */
export async function assertSandbox(): Promise<void> {
  const verdict = await sandboxed(
    'mount -t tmpfs tmpfs /tmp && mount -o remount,bind,ro / && exec prlimit --as=1000000000 true',
    '',
  ).catch(() => 'failed' as const);
  if (verdict === 'passed') return;
  throw new UsageError(
    '--run-programs needs Linux with user namespaces, unshare and prlimit (util-linux): programs that a model has ' +
      'written are only run where they can be locked in.',
  );
}

function sandboxed(script: string, input: string): Promise<Verdict> {
  const namespaces = [
    '--user',
    '--map-root-user',
    '--net',
    '--mount',
    '--pid',
    '--ipc',
    '--uts',
    '--fork',
    '--kill-child',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('unshare', [...namespaces, 'sh', '-c', script], {
      stdio: ['pipe', 'ignore', 'ignore'],
      // No secrets of this process, no options for Python or Node.
      env: { PATH: process.env.PATH, HOME: '/tmp', LANG: 'C.UTF-8' },
    });
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      resolve('timed-out');
    }, patienceMs);
    child.once('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(late);
      resolve(code === 0 ? 'passed' : 'failed');
    });
    // One that ends before it has read everything fails by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
