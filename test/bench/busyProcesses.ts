import { spawn } from 'node:child_process';

/** Processes that calculate without a pause, until they are stopped. */
export function startBusyProcesses(count: number): { readonly stop: () => void } {
  const children = Array.from({ length: count }, () =>
    spawn(
      process.execPath,
      [
        '-e',
        'process.stdin.on("close", () => process.exit()).resume(); function go() { const end = Date.now() + 5; while (Date.now() < end); setImmediate(go); } go();',
      ],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    ),
  );
  return {
    stop: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
