import { rmSync } from 'node:fs';
import path from 'node:path';

import { build } from 'esbuild';
import { afterAll } from 'vitest';

import type { Clock, Logger } from '../../src/completion/ports';
import { forkHost } from '../../src/model/forkHost';
import type { ForkedHost } from '../../src/model/forkHost';
import { noGraphics } from '../../src/model/gpu/gpuScout';
import { ModelLifecycle } from '../../src/model/modelLifecycle';
import type { LifecycleOptions, LifecycleSettings } from '../../src/model/modelLifecycle';
import { startHost } from '../../src/model/startHost';

const nothing = (): void => undefined;
export const silent: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing };
export const settings: LifecycleSettings = {
  contextTokens: 2048,
  threads: 1,
  gpu: 'off',
  gpuLayers: 'auto',
  adapters: [],
  idleUnloadMinutes: 0,
};

/** The host as the product bundles it, inside the repository so that it finds the engine's package. */
export async function bundledHost(): Promise<string> {
  return bundle('src/model/modelHost.ts');
}

/** Bundles a file for Node where it finds the product's dependencies; removed when the file's tests are done. */
export async function bundle(entry: string): Promise<string> {
  const outfile = path.resolve('build/test', `${path.basename(entry, '.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['node-llama-cpp'],
  });
  afterAll(() => {
    rmSync(outfile, { force: true });
  });
  return outfile;
}

/** Real time. */
export const clock: Clock = {
  now: () => performance.now(),
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      }, ms);
      signal.addEventListener('abort', giveUp, { once: true });
    }),
};

/** A life cycle over real processes; disposed when the file's tests are done. */
export function lifecycleForTest(
  host: () => string,
  options: Partial<LifecycleOptions> = {},
): ModelLifecycle {
  const lifecycle = new ModelLifecycle({
    start: (start, signal) => startHost(() => forkHost(host()), start, signal),
    settings,
    clock,
    logger: silent,
    freeMemory: () => Infinity,
    findBackends: () => Promise.resolve(noGraphics),
    neededMemory: () => Promise.resolve(0),
    ...options,
  });
  afterAll(() => lifecycle.dispose());
  return lifecycle;
}

/** A bare host, for tests that speak the wire's language. */
export function forkForTest(host: string): ForkedHost {
  const forked = forkHost(host);
  afterAll(() => {
    forked.kill();
  });
  return forked;
}

/** Polls; there is no event for the end of a process that is nobody's child any more. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
