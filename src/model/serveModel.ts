import type { CodeModel } from '../completion/ports';
import type { Connection } from './connection';
import { asModelError, ModelError } from './errors';
import type { Gpu } from './fit/machine';
import type { GpuBackend } from './gpu/gpuBackend';
import { BadMessage, Fields } from './parseFields';
import { parseRequest } from './parseWire';
import type { HostOptions, Measured, ModelCard, Reply, Request, WireError } from './wire';

export interface HostedModel {
  readonly model: CodeModel;
  readonly card: ModelCard;
  measured(): Measured;
  dispose(): Promise<void>;
}

export interface ServeParts {
  readonly connection: Connection;
  readonly load: (
    file: string,
    options: HostOptions,
    reply: (message: Reply) => void,
  ) => Promise<HostedModel>;
  /** See `findDevice`; undefined when there is none. */
  readonly findGpu: (backend: GpuBackend) => Promise<Gpu | undefined>;
  /** Ends the process. */
  readonly exit: () => void;
}

type Generate = Extract<Request, { type: 'generate' }>;

const protocolRemedy = 'Reload the editor window, so that both sides are of one version.';

/** The model's side of the line: loads one model and answers requests until it is told to stop. Survives any message. */
export function serveModel({ connection, load, findGpu, exit }: ServeParts): void {
  const streams = new Map<number, AbortController>();
  let hosted: HostedModel | 'loading' | undefined;
  const reply = (message: Reply): void => {
    connection.send(message);
  };

  const start = async (file: string, options: HostOptions): Promise<void> => {
    if (hosted) throw new ModelError('bad-message', 'This process has a model already.', protocolRemedy);
    hosted = 'loading';
    try {
      hosted = await load(file, options, reply);
    } catch (error) {
      hosted = undefined;
      throw error;
    }
    reply({ type: 'loaded', model: hosted.card });
  };

  const generate = async ({ id, prompt, limits }: Generate): Promise<void> => {
    if (hosted === undefined || hosted === 'loading') {
      throw new ModelError('bad-message', 'There is no model to ask yet.', protocolRemedy);
    }
    if (streams.has(id)) throw new ModelError('bad-message', 'This id is in use.', protocolRemedy);
    const controller = new AbortController();
    streams.set(id, controller);
    try {
      for await (const chunk of hosted.model.generate(prompt, limits, controller.signal)) {
        reply({ type: 'chunk', id, chunk });
      }
      reply({ type: 'end', id, measured: hosted.measured() });
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      reply({ type: 'end', id, measured: hosted.measured() });
    } finally {
      streams.delete(id);
    }
  };

  const askGpu = async (backend: GpuBackend): Promise<Reply> => {
    try {
      const gpu = await findGpu(backend);
      return gpu
        ? { type: 'gpu', gpu }
        : { type: 'no-gpu', why: 'The engine finds no graphics card for it.' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return {
        type: 'no-gpu',
        why: `The engine for it does not start on this system, most likely for want of a driver (${message}).`,
      };
    }
  };

  const stop = async (): Promise<void> => {
    for (const controller of streams.values()) controller.abort();
    if (hosted !== undefined && hosted !== 'loading') await hosted.dispose();
    exit();
  };

  const obey = async (request: Request): Promise<void> => {
    switch (request.type) {
      case 'load':
        await start(request.file, request.options).catch((error: unknown) => {
          reply({ type: 'load-failed', error: asWireError(error) });
        });
        break;
      case 'generate':
        await generate(request).catch((error: unknown) => {
          reply({ type: 'error', id: request.id, error: asWireError(error) });
        });
        break;
      case 'cancel':
        streams.get(request.id)?.abort();
        break;
      case 'ask-gpu':
        reply(await askGpu(request.backend));
        break;
      case 'stop':
        await stop();
        break;
    }
  };

  connection.onMessage((message) => {
    try {
      void obey(parseRequest(message));
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      reply(complaint(message, error));
    }
  });
}

/** An answer to a message that can't be understood: to its id when it has one, else to the log. */
function complaint(message: unknown, { message: why }: BadMessage): Reply {
  const error = {
    code: 'bad-message',
    message: `The model was asked wrongly: ${why}.`,
    remedy: protocolRemedy,
  } as const;
  try {
    return { type: 'error', id: new Fields(message).count('id'), error };
  } catch {
    // No id that could be answered.
    return { type: 'log', line: error.message };
  }
}

function asWireError(thrown: unknown): WireError {
  const { code, message, remedy } = asModelError(thrown, 'load-failed', 'Restart the model.');
  return { code, message, remedy };
}
