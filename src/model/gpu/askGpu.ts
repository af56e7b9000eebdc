import type { ForkedHost } from '../forkHost';
import { BadMessage } from '../parseFields';
import { parseReply } from '../parseWire';
import type { GpuAnswer } from './gpuAnswer';
import { backendNames } from './gpuBackend';
import type { GpuBackend } from './gpuBackend';

/** Drivers start slowly after a cold boot; one that takes longer than this is stuck. */
const patienceMs = 20_000;

/** Asks the engine what it can drive, in a process that is thrown away. Throws `signal.reason` only. */
export async function askGpu(
  fork: () => ForkedHost,
  backend: GpuBackend,
  signal: AbortSignal,
  waitMs = patienceMs,
): Promise<GpuAnswer> {
  signal.throwIfAborted();
  const { connection, kill } = fork();
  const name = backendNames[backend];
  let late: NodeJS.Timeout | undefined;
  let abort = (): void => undefined;
  try {
    return await new Promise<GpuAnswer>((resolve, reject) => {
      abort = () => {
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      late = setTimeout(() => {
        resolve({ kind: 'broke', why: `${name} did not answer within ${waitMs / 1000} seconds.` });
      }, waitMs);
      connection.onClose((reason) => {
        resolve({ kind: 'broke', why: `${name} ended the process that asked for it (${reason}).` });
      });
      connection.onMessage((message) => {
        const answer = readAnswer(message, backend);
        if (answer) resolve(answer);
      });
      connection.send({ type: 'ask-gpu', backend });
    });
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', abort);
    // Whatever a driver still does in there must not reach anybody.
    kill();
  }
}

/** Undefined for anything that is no answer, such as a line for the log. */
function readAnswer(message: unknown, backend: GpuBackend): GpuAnswer | undefined {
  try {
    const reply = parseReply(message);
    if (reply.type === 'gpu' && reply.gpu.backend === backend) return { kind: 'works', gpu: reply.gpu };
    return reply.type === 'no-gpu' ? { kind: 'absent', why: reply.why } : undefined;
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    // Not a word of ours: the process goes on, answers, or falls silent.
    return undefined;
  }
}
