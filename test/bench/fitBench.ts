import { readFileSync } from 'node:fs';

import { engineVersion } from '../../src/model/engineVersion';
import { planContext } from '../../src/model/fit/contextPlan';
import { estimateMemory } from '../../src/model/fit/estimateMemory';
import { estimateSpeed } from '../../src/model/fit/estimateSpeed';
import { machineMemory } from '../../src/model/fit/machineMemory';
import { measureBandwidth } from '../../src/model/fit/measureBandwidth';
import { probeMachine } from '../../src/model/fit/probeMachine';
import { readMachine } from '../../src/model/fit/readMachine';
import { forkHost } from '../../src/model/forkHost';
import { inspectModelFile } from '../../src/model/inspectModelFile';
import { startHost, type RunningHost } from '../../src/model/startHost';
import type { Figure } from './figure';
import { memoryOf } from './memoryOf';

export interface FitBenchParts {
  /** The model whose fit is asked. */
  readonly file: string;
  /** What the probe runs. */
  readonly bundled: string;
  /** The bundle of the model's process. */
  readonly host: string;
  readonly rounds: number;
}

const contexts: readonly number[] = [2048, 8192];
const never = new AbortController().signal;
const nothing = (): void => undefined;

/** What the estimates say of a model before it is loaded, against what it does: memory, reading and writing. */
export async function fitBench({ file, bundled, host, rounds }: FitBenchParts): Promise<readonly Figure[]> {
  const shape = await inspectModelFile(file);
  const start = (model: string, contextTokens: number): Promise<RunningHost> => {
    const options = { contextTokens, threads: 0, gpu: 'off', gpuLayers: 'auto', adapters: [] } as const;
    return startHost(
      () => forkHost(host),
      { file: model, options, onProgress: nothing, onLog: nothing },
      never,
    );
  };
  const memory: Figure[] = [];
  for (const context of contexts) {
    const estimate = estimateMemory(shape, planContext(shape, context, machineMemory().free)).total;
    const running = await start(file, context);
    await run(running, 0);
    const peak = peakOf(running.pid ?? 0);
    await running.stop();
    const error = `${(100 * (estimate / peak - 1)).toFixed(1)} %`;
    memory.push({
      name: `fit/memory, ${context} tokens`,
      unit: 'MB',
      samples: [peak / 1e6],
      note: `estimated ${(estimate / 1e6).toFixed(0)} MB, ${error}`,
    });
  }
  const speeds: { readonly prefill: number; readonly decode: number }[] = [];
  // The machine changes from minute to minute: each round is held against a probe of its own.
  for (let round = 0; round < rounds; round += 1) {
    const probe = await probeMachine(
      {
        start: (options, signal) => startHost(() => forkHost(host), options, signal),
        measureBandwidth,
        machine: await readMachine(),
        engine: engineVersion,
        file: bundled,
        now: () => performance.now(),
        today: () => Date.now(),
      },
      nothing,
      never,
    );
    const expected = estimateSpeed(shape, probe);
    const running = await start(file, 2048);
    await run(running, 1);
    const seen = await run(running, 2);
    await running.stop();
    speeds.push({
      prefill: expected.prefillTokensPerSecond / seen.prefill,
      decode: expected.decodeTokensPerSecond / seen.decode,
    });
  }
  const note = `${(shape.fileBytes / 1e6).toFixed(0)} MB, against a probe before each round`;
  return [
    ...memory,
    {
      name: 'fit/prefill, estimate ÷ measured',
      unit: 'times',
      samples: speeds.map(({ prefill }) => prefill),
      note,
    },
    {
      name: 'fit/decode, estimate ÷ measured',
      unit: 'times',
      samples: speeds.map(({ decode }) => decode),
      note,
    },
  ];
}

/** Reads some two hundred tokens and writes two dozen, in tokens a second. */
async function run({ model }: RunningHost, turn: number): Promise<{ prefill: number; decode: number }> {
  const text = Array.from(
    { length: 16 },
    (_, line) => `  sum${turn} += items[${line}].price * rates[${line}];\n`,
  );
  let prefill = 0;
  const at: number[] = [];
  for await (const chunk of model.generate([{ text: text.join('') }], { maxTokens: 24 }, never)) {
    if (chunk.prefill) prefill = (chunk.prefill.readTokens / chunk.prefill.prefillMs) * 1000;
    for (let token = 0; token < chunk.tokens; token += 1) at.push(performance.now());
  }
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  return { prefill, decode: ((at.length - 1) / (last - first)) * 1000 };
}

/** The most that a process has held, in bytes; where the system does not keep it, what it holds now. */
function peakOf(pid: number): number {
  if (process.platform !== 'linux') return memoryOf(pid);
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}
