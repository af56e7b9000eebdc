import { ModelError } from './errors';
import type { ForkedHost } from './forkHost';
import { BadMessage } from './parseFields';
import { parseReply } from './parseWire';
import { RemoteModel } from './remoteModel';
import type { HostOptions, ModelCard, Reply } from './wire';

/** A model that runs in a process of its own. */
export interface RunningHost {
  readonly pid: number | undefined;
  readonly model: RemoteModel;
  readonly card: ModelCard;
  /** Resolves when the process has ended, for whatever reason; never rejects. */
  readonly ended: Promise<ModelError>;
  /** Ends the process: politely at first, for certain after a moment. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly file: string;
  readonly options: HostOptions;
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly onLog: (line: string) => void;
}

/** A graphics card wants its buffers freed in order; a host that takes longer than this is stuck. */
const politeMs = 2_000;

/**
 * Loads a model in a new process.
 * @throws ModelError when the model can't be loaded, `signal.reason` when aborted; the process has been ended then.
 */
export async function startHost(
  fork: () => ForkedHost,
  start: StartOptions,
  signal: AbortSignal,
): Promise<RunningHost> {
  signal.throwIfAborted();
  const host = fork();
  const ended = new Promise<ModelError>((resolve) => {
    host.connection.onClose((reason) => {
      const remedy = 'Restart the model; if it happens again, choose another one.';
      resolve(new ModelError('host-died', `The model's process has ended (${reason}).`, remedy));
    });
  });
  const abort = (): void => {
    host.kill();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const { model, card } = await load(host, ended, start);
    return { pid: host.pid, model, card, ended, stop: () => stop(host, ended) };
  } catch (error) {
    host.kill();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function load(
  { connection }: ForkedHost,
  ended: Promise<ModelError>,
  { file, options, onProgress, onLog }: StartOptions,
): Promise<{ readonly model: RemoteModel; readonly card: ModelCard }> {
  return new Promise((resolve, reject) => {
    let model: RemoteModel | undefined;
    void ended.then((error) => {
      model?.break(error);
      reject(error);
    });
    const obey = (reply: Reply): void => {
      switch (reply.type) {
        case 'progress':
          onProgress(reply.fraction);
          break;
        case 'log':
          onLog(reply.line);
          break;
        case 'loaded':
          model = new RemoteModel(connection, reply.model);
          resolve({ model, card: reply.model });
          break;
        case 'load-failed':
          reject(new ModelError(reply.error.code, reply.error.message, reply.error.remedy));
          break;
        case 'chunk':
        case 'end':
        case 'error':
          model?.receive(reply);
          break;
        case 'gpu':
        case 'no-gpu':
          // Nobody asked this process.
          break;
      }
    };
    connection.onMessage((message) => {
      try {
        obey(parseReply(message));
      } catch (error) {
        if (!(error instanceof BadMessage)) throw error;
        onLog(`The model's process said something that can't be understood: ${error.message}.`);
      }
    });
    connection.send({ type: 'load', file, options });
  });
}

async function stop({ connection, kill }: ForkedHost, ended: Promise<ModelError>): Promise<void> {
  connection.send({ type: 'stop' });
  const late = setTimeout(kill, politeMs);
  await ended;
  clearTimeout(late);
}
