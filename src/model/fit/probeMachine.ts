import type { CodeModel } from '../../completion/ports';
import { ModelError } from '../errors';
import { inspectModelFile } from '../inspectModelFile';
import type { RunningHost, StartOptions } from '../startHost';
import { machineIdentity } from './machine';
import type { Machine } from './machine';
import type { MachineProbe } from './probe';

export interface ProbeParts {
  /** Loads a file in a process of its own; see `startHost`. */
  readonly start: (options: StartOptions, signal: AbortSignal) => Promise<RunningHost>;
  /** See `measureBandwidth`. */
  readonly measureBandwidth: (threads: number, signal: AbortSignal) => Promise<number>;
  readonly machine: Machine;
  /** The engine's version. */
  readonly engine: string;
  /** The bundled model. */
  readonly file: string;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** All of it: what a person waits for a measurement without wondering. */
const longestMs = 10_000;
/** Rounds of reading and writing end here, so that the last one ends in time; a handful is enough. */
const roundsEndMs = 7_000;
const mostRounds = 8;
/** Once it is this far, loading is done. */
const loadedShare = 0.3;
const options = { contextTokens: 2048, threads: 0, gpu: 'off', gpuLayers: 'auto', adapters: [] } as const;
const writtenTokens = 48;
const busy = 'Close programs that keep the processor busy, and check the machine again.';

/**
 * Measures this machine with the bundled model on the processor: at most ten seconds, in a process of its own.
 * @param onProgress is told fractions from 0 to 1.
 * @throws ModelError when the model can't be run or nothing could be measured in time; `signal.reason`.
 */
export async function probeMachine(
  parts: ProbeParts,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<MachineProbe> {
  signal.throwIfAborted();
  const tooLate = new ModelError(
    'generation-failed',
    'This machine could not be measured in ten seconds.',
    busy,
  );
  const work = new AbortController();
  const cancel = (): void => {
    work.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    work.abort(tooLate);
  }, longestMs);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await probe(parts, onProgress, work.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

async function probe(
  { start, measureBandwidth, machine, engine, file, now, today }: ProbeParts,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<MachineProbe> {
  const began = now();
  const shape = await inspectModelFile(file);
  onProgress(0.02);
  const bandwidths = [await measureBandwidth(machine.threads, signal)];
  onProgress(0.1);
  const ignore = (): void => undefined;
  const host = await start({ file, options, onProgress: ignore, onLog: ignore }, signal);
  try {
    onProgress(loadedShare);
    const rounds: Round[] = [];
    while (rounds.length < mostRounds && (rounds.length === 0 || now() - began < roundsEndMs)) {
      rounds.push(await runRound(host.model, rounds.length, now, signal));
      onProgress(loadedShare + ((1 - loadedShare) * rounds.length) / mostRounds);
    }
    // Somebody else may have read memory in the first moment: what it can do counts.
    bandwidths.push(await measureBandwidth(machine.threads, signal));
    const { card } = host;
    // The first round also pays for pages that were not in memory yet.
    const warm = rounds.length > 1 ? rounds.slice(1) : rounds;
    onProgress(1);
    return {
      machine: machineIdentity(machine),
      engine,
      at: today(),
      threads: card.threads,
      model: { name: card.name, fileBytes: shape.fileBytes, parameters: shape.parameters },
      prefillTokensPerSecond: median(warm.map((round) => round.prefill)),
      decodeTokensPerSecond: median(warm.map((round) => round.decode)),
      bandwidth: Math.max(...bandwidths),
    };
  } finally {
    await host.stop();
  }
}

/** In tokens a second. */
interface Round {
  readonly prefill: number;
  readonly decode: number;
}

/** Reads a prompt that shares nothing with the one before, then writes. */
async function runRound(
  model: CodeModel,
  number: number,
  now: () => number,
  signal: AbortSignal,
): Promise<Round> {
  let prefill = 0;
  let tokens = 0;
  let firstAt = 0;
  let lastAt = 0;
  for await (const chunk of model.generate([{ text: code(number) }], { maxTokens: writtenTokens }, signal)) {
    if (chunk.prefill) prefill = (chunk.prefill.readTokens / chunk.prefill.prefillMs) * 1000;
    if (chunk.tokens === 0) continue;
    lastAt = now();
    if (tokens === 0) firstAt = lastAt;
    tokens += chunk.tokens;
  }
  if (tokens < 2 || !(prefill > 0)) {
    throw new ModelError('generation-failed', 'The bundled model wrote nothing to be measured by.', busy);
  }
  return { prefill, decode: ((tokens - 1) / (lastAt - firstAt)) * 1000 };
}

/** Some hundred tokens that end where a model has something to say. */
function code(number: number): string {
  const lines = Array.from(
    { length: 24 },
    (_, line) => `  total${number} += items[${line}].price * (1 + rates.get(items[${line}].kind) ?? 0);\n`,
  );
  return `function round${number}(items, rates) {\n  let total${number} = 0;\n${lines.join('')}  `;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
