import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Half a second on an idle machine; the rest is for busy ones. */
const startWithinMs = 60_000;
const stopWithinMs = 5_000;
const askAgainMs = 50;

/**
 * Starts code-server for a profile on a free port of the loopback interface. `options` are further arguments,
 * `env` further variables (the extension host inherits them). Resolves, once it is healthy, to
 * { url, pid, logFile, exited, stop() }: `exited` resolves with the exit code; `stop` ends the server and all
 * that it started. Throws with the server's last words when it does not come up.
 */
export async function startCodeServer(host, profile, { options = [], env = {} } = {}) {
  const logFile = path.join(profile.root, 'code-server.log');
  const log = openSync(logFile, 'w');
  const args = [
    host.codeServer,
    ...profileOptions(profile),
    '--bind-addr',
    '127.0.0.1:0',
    ...quietOptions,
    ...options,
  ];
  // Its own process group: closing the browser leaves extension hosts (and model hosts) alive for hours.
  const server = spawn(host.node, args, {
    cwd: profile.root,
    env: { ...profile.env, ...env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const exited = new Promise((resolve) => {
    server.once('exit', (code) => resolve(code ?? 1));
    server.once('error', () => resolve(1));
  });
  const endGroup = () => signalGroup(server.pid, 'SIGKILL');
  process.once('exit', endGroup);
  const stop = async () => {
    signalGroup(server.pid, 'SIGTERM');
    await Promise.race([exited, sleep(stopWithinMs, undefined, { ref: false })]);
    endGroup();
    process.removeListener('exit', endGroup);
  };
  const url = await healthyUrl(logFile, exited);
  if (url !== undefined) return { url, pid: server.pid, logFile, exited, stop };
  await stop();
  throw new Error(
    `code-server did not start. Its log (${logFile}) ends with\n${readFileSync(logFile, 'utf8').slice(-2000)}`,
  );
}

/** Installs a VSIX into a profile; throws with code-server's words when that fails. No server runs meanwhile. */
export function installVsix(host, profile, vsix) {
  const args = [host.codeServer, ...profileOptions(profile), '--install-extension', vsix, '--force'];
  const { status, stdout, stderr } = spawnSync(host.node, args, {
    cwd: profile.root,
    env: profile.env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Could not install ${vsix}:\n${stdout}${stderr}`);
}

const quietOptions = [
  '--auth',
  'none',
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
];

function profileOptions(profile) {
  return [
    '--config',
    profile.config,
    '--user-data-dir',
    profile.userData,
    '--extensions-dir',
    profile.extensions,
  ];
}

/** Port 0 lets the system choose, so two runs can't collide; the log tells which it was. undefined: it never came up. */
async function healthyUrl(logFile, exited) {
  const deadline = Date.now() + startWithinMs;
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  while (!hasExited && Date.now() < deadline) {
    const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(
      readFileSync(logFile, 'utf8'),
    )?.[1];
    if (url !== undefined && (await isHealthy(url))) return url;
    await sleep(askAgainMs);
  }
  return undefined;
}

async function isHealthy(url) {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    // Refused: not listening yet. The caller asks again until its deadline.
    return false;
  }
}

function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
