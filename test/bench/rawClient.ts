import { fork } from 'node:child_process';
import { once } from 'node:events';

import type { RawSetUp, RawTask, RawTimes } from './rawEngine';

/** The engine without a host around it, in a process of its own. */
export interface RawClient {
  run(task: RawTask): Promise<RawTimes>;
  stop(): void;
}

/** `program` is the bundle of rawEngine.ts. */
export async function startRawEngine(program: string, setUp: RawSetUp): Promise<RawClient> {
  const { file, contextTokens, threads, batchTokens } = setUp;
  const child = fork(program, [file, String(contextTokens), String(threads), String(batchTokens)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The bare engine has ended.');
  });
  const answer = async (): Promise<RawTimes> => {
    const [times] = await Promise.race([once(child, 'message'), ended]);
    return times;
  };
  ended.catch(() => undefined);
  await answer();
  return {
    run: (task) => {
      const times = answer();
      child.send(task);
      return times;
    },
    stop: () => {
      child.kill('SIGKILL');
    },
  };
}
