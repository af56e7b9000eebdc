import type { Bench } from '../../../src/lab/runModel';
import { planContext } from '../../../src/model/fit/contextPlan';
import { inspectModelFile } from '../../../src/model/inspectModelFile';
import { openLlamaEngine } from '../../../src/model/llamaEngine';
import { LlamaModel } from '../../../src/model/llamaModel';
import { knowingEngine } from './knowingEngine';
import { recordedEngine, type PredictionBook } from './recordedEngine';
import { SimulatedClock } from './simulatedClock';
import { slowEngine } from './slowEngine';

/** A twin that takes 30 ms for a token has 200 MB: the first guess at a model's speed goes by its size. */
const bytesPerTokenMs = 200e6 / 30;
/** Enough for every prompt of the extension's default settings. */
const contextTokens = 4_096;
const freeMemory = 4e9;

export interface Pace {
  /** What models have been asked before. */
  readonly book?: PredictionBook;
  /** What a token takes that the model writes, in milliseconds. */
  readonly tokenMs: number;
  /** What the model knows by heart: so many of a hundred lines of a file. */
  readonly knows?: { readonly file: string; readonly percent: number; readonly seed: number };
}

/** The lab on a simulated clock, with the model in this process. */
export function simulatedBench(
  bench: Bench,
  { tokenMs, knows, book }: Pace,
): Bench & { readonly clock: SimulatedClock } {
  const clock = new SimulatedClock();
  const { grammars } = bench;
  const start = async (name: string, signal: AbortSignal) => {
    const file = await inspectModelFile(name, freeMemory, 'auto');
    const real = await openLlamaEngine({
      file: name,
      ...planContext(file, contextTokens, freeMemory),
      mapFile: true,
      threads: 1,
      gpu: false,
      gpuLayers: 'auto',
      adapters: [],
      onProgress: () => undefined,
      onLog: (line) => {
        bench.logger.warn(line);
      },
      signal,
    });
    const own = book ? recordedEngine(real, book) : real;
    const engine = knows ? knowingEngine(own, knows.file, knows.percent, knows.seed) : own;
    const model = new LlamaModel({
      engine: slowEngine(engine, tokenMs, clock),
      fim: file.fim,
      fileBytes: tokenMs * bytesPerTokenMs,
      threads: 1,
      now: () => clock.now(),
    });
    const card = { fileBytes: file.fileBytes, contextTokens: model.contextTokens };
    return { pid: undefined, card, model, stop: () => clock.outside(model.dispose()) };
  };
  return {
    ...bench,
    start: (name, signal) => clock.outside(start(name, signal)),
    grammars: {
      runtime: () => clock.outside(grammars.runtime()),
      load: (file) => clock.outside(grammars.load(file)),
    },
    clock,
  };
}
