import { fork } from 'node:child_process';

import type { Connection } from './connection';

export interface ForkedHost {
  readonly pid: number | undefined;
  readonly connection: Connection;
  /** Ends the process at once. */
  readonly kill: () => void;
}

/**
 * Node keeps room for 16 MB of short-lived objects twice; the host's are a few texts a token. Measured on Linux, Node 20:
 * 116 instead of 130 MB resident with a model of 7.5 MB.
 */
const memoryFlags: readonly string[] = ['--max-semi-space-size=1'];
/** The last of what a process said before it died is worth this much of the log. */
const keptStderr = 2_000;

/**
 * Starts the model's process from its bundle. It runs on the Node that runs this: in an editor that is Electron, told by
 * ELECTRON_RUN_AS_NODE to be plain Node.
 * @param engines a folder with further packages of the engine; see `useEngines`.
 */
export function forkHost(hostFile: string, engines?: string): ForkedHost {
  const child = fork(hostFile, engines === undefined ? [] : [engines], {
    execPath: process.execPath,
    // Nothing of the editor's own flags (an inspector's port, for one).
    execArgv: [...memoryFlags],
    // Nor are options that somebody set for every Node process, such as a debugger's preload.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    stderr = (stderr + text).slice(-keptStderr);
  });
  let reason: string | undefined;
  let closeListener: (reason: string) => void = () => undefined;
  const close = (why: string): void => {
    if (reason !== undefined) return;
    reason = stderr.trim() === '' ? why : `${why}: ${stderr.trim()}`;
    closeListener(reason);
  };
  child.on('error', (error) => {
    close(error.message);
  });
  // After 'close' the pipes are drained too, so that stderr is whole.
  child.on('close', (code, signal) => {
    close(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
  });
  const connection: Connection = {
    send: (message) => {
      if (child.connected && isSerializable(message)) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onClose: (listener) => {
      closeListener = listener;
      if (reason !== undefined) listener(reason);
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
  return {
    pid: child.pid,
    connection,
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

function isSerializable(message: unknown): message is object {
  return typeof message === 'object' && message !== null;
}
