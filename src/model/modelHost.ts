/** The entry of the model's own process. Ends with the process that forked it, whatever the engine is doing then. */

import type { Gpu } from './fit/machine';
import type { GpuBackend } from './gpu/gpuBackend';
import { findDevice } from './llamaEngine';
import { loadLlamaModel } from './loadLlamaModel';
import { processConnection } from './processConnection';
import { serveModel } from './serveModel';
import type { HostedModel } from './serveModel';
import { useEngines } from './useEngines';
import type { HostOptions, Measured, Reply } from './wire';

/** How often to look whether the parent still lives, should the line not have told. */
const parentCheckMs = 1_000;
const parent = process.ppid;
/** The engine tells of each tensor; a progress bar moves in steps. */
const progressStep = 0.05;

const connection = processConnection();
connection.onClose(endNow);
setInterval(() => {
  if (process.ppid !== parent || !isAlive(parent)) endNow();
}, parentCheckMs).unref();
/** Packages that the user has installed: for graphics cards, so that a broken one never stands between a model and the processor. */
const [, , engines] = process.argv;
let knowsEngines = false;
serveModel({ connection, load, findGpu, exit: endNow });

function findGpu(backend: GpuBackend): Promise<Gpu | undefined> {
  learnEngines();
  return findDevice(backend);
}

function learnEngines(): void {
  if (knowsEngines || engines === undefined) return;
  knowsEngines = true;
  useEngines(engines);
}

async function load(
  file: string,
  { contextTokens, threads, gpu, gpuLayers, adapters, format = 'auto', ownStops = [] }: HostOptions,
  reply: (message: Reply) => void,
): Promise<HostedModel> {
  if (gpu !== 'off') learnEngines();
  let told = 0;
  const loaded = await loadLlamaModel(
    {
      file,
      contextTokens,
      threads: threads === 0 ? undefined : threads,
      gpu: gpu === 'off' ? false : gpu,
      gpuLayers,
      adapters,
      format,
      ownStops,
      onProgress: (fraction) => {
        if (fraction - told < progressStep && fraction < 1) return;
        told = fraction;
        reply({ type: 'progress', fraction: Math.min(1, Math.max(0, fraction)) });
      },
      onLog: (line) => {
        reply({ type: 'log', line });
      },
    },
    new AbortController().signal,
  );
  const { model } = loaded;
  const measured = (): Measured => ({ speed: model.speed, charactersPerToken: model.charactersPerToken });
  const card = {
    name: loaded.file.name,
    fim: model.fim,
    family: loaded.file.fim.family,
    contextTokens: model.contextTokens,
    fileBytes: loaded.file.fileBytes,
    threads: loaded.threads,
    placement: loaded.placement,
    measured: measured(),
  };
  return { model, card, measured, dispose: () => model.dispose() };
}

/**
 * No exit handlers and no destructors: native threads may be calculating, and tearing the engine down under them is how
 * processes hang or crash on their way out. The system takes back memory and graphics card for certain.
 */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // No such process, or one that took over its number and is not ours.
    return false;
  }
}
