import path from 'node:path';

import type { Adapter } from './adapters/adapter';
import { checkAdapters } from './adapters/checkAdapters';
import type { OwnStops } from './catalogue/ownStops';
import { checkMemory, usableMemory } from './checkMemory';
import { ModelError } from './errors';
import type { ModelErrorCode } from './errors';
import { planContext } from './fit/contextPlan';
import { machineMemory } from './fit/machineMemory';
import { isRepacked } from './fit/modelShape';
import type { GpuBackend } from './gpu/gpuBackend';
import type { Placement } from './gpu/placement';
import { inspectModelFile } from './inspectModelFile';
import type { ModelFile } from './inspectModelFile';
import { openLlamaEngine } from './llamaEngine';
import { LlamaModel } from './llamaModel';
import { defaultThreads, physicalCores } from './physicalCores';

export interface LoadOptions {
  readonly file: string;
  /** The context window asked for; the model's own limit counts when it is smaller. */
  readonly contextTokens: number;
  /** Undefined: chosen by the processor. */
  readonly threads: number | undefined;
  readonly gpu: GpuBackend | false;
  readonly gpuLayers: 'auto' | number;
  readonly adapters: readonly Adapter[];
  /** One of `formatChoices`; 'auto' when missing. */
  readonly format?: string;
  readonly ownStops?: readonly OwnStops[];
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly onLog: (line: string) => void;
}

export interface LoadedModel {
  readonly model: LlamaModel;
  readonly file: ModelFile;
  readonly threads: number;
  readonly placement: Placement;
}

const rememberedLines = 50;

/** What llama.cpp and node-llama-cpp say when they fail, and what it means. The first match counts. */
const reasons: readonly (readonly [said: RegExp, code: ModelErrorCode, means: string, remedy: string])[] = [
  [
    /\blora\b|adapter/i,
    'bad-adapter',
    'can’t take one of its adapters: it was made for a model of another size.',
    'Take the adapter out of the setting "inkling.model.adapters", or choose one that was made for this model.',
  ],
  [
    /unknown model architecture/i,
    'unknown-architecture',
    'is of a kind that this version of the engine does not know.',
    'Choose another model; a later version may know this one.',
  ],
  [
    /insufficient ?memory|failed to allocate|out of memory|unable to allocate|memory is too small/i,
    'too-big-for-memory',
    'does not fit into the memory that is free now.',
    'Close other programs, choose a smaller model, or lower the context window.',
  ],
  [
    /NoBinaryFound|GLIBC|module could not be found|cannot open shared object/i,
    'engine-missing',
    'can’t be run: the engine does not start on this system.',
    'On Windows install the Microsoft Visual C++ runtime; on Linux a system with glibc 2.34 or later is needed.',
  ],
  [
    /corrupt|not within the file bounds|invalid|failed to read/i,
    'truncated',
    'is damaged.',
    'Download the model again, or choose another file.',
  ],
];

/**
 * Checks the file, loads it and makes it ready to complete.
 * @throws ModelError, or `signal.reason`.
 */
export async function loadLlamaModel(options: LoadOptions, signal: AbortSignal): Promise<LoadedModel> {
  const { format, ownStops } = options;
  const file = await inspectModelFile(options.file, machineMemory().total, format, ownStops);
  signal.throwIfAborted();
  const threads = options.threads ?? defaultThreads(physicalCores());
  const plan = planContext(file, options.contextTokens, machineMemory().free);
  checkMemory(file, plan, usableMemory());
  const adapters = await checkAdapters(options.adapters, file);
  const lines: string[] = [];
  try {
    const engine = await openLlamaEngine({
      file: options.file,
      ...plan,
      mapFile: options.gpu !== false || !isRepacked(file),
      threads,
      gpu: options.gpu,
      gpuLayers: options.gpuLayers,
      adapters,
      onProgress: options.onProgress,
      onLog: (line) => {
        if (lines.push(line) > rememberedLines) lines.shift();
        options.onLog(line);
      },
      signal,
    });
    const { fim, fileBytes } = file;
    const now = (): number => performance.now();
    const model = new LlamaModel({ engine, fim, fileBytes, threads, now });
    return { model, file, threads, placement: engine.placement };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw explain(error, lines, file);
  }
}

function explain(error: unknown, lines: readonly string[], { file, name }: ModelFile): ModelError {
  const said = [String(error), ...lines].join('\n');
  const found = reasons.find(([pattern]) => pattern.test(said));
  const base = path.basename(file);
  if (found) {
    const [, code, means, remedy] = found;
    return new ModelError(code, `${name} (${base}) ${means}`, remedy, { cause: error });
  }
  return new ModelError(
    'load-failed',
    `${name} (${base}) could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
    'Choose another model, or download this one again.',
    { cause: error },
  );
}
