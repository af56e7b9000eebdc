import { forkHost } from '../../src/model/forkHost';
import { startHost, type RunningHost } from '../../src/model/startHost';
import { BenchLine } from './benchLine';
import type { Figure } from './figure';
import { generatedFile, unfinishedCode } from './generatedFile';
import { ask } from './hostClient';
import type { RawClient } from './rawClient';
import { median } from './statistics';

const nothing = (): void => undefined;
/** The extension's default. */
export const contextTokens = 4096;

export function loadHost(program: string, file: string): Promise<RunningHost> {
  const options = { contextTokens, threads: 0, gpu: 'off', gpuLayers: 'auto', adapters: [] } as const;
  return startHost(
    () => forkHost(program),
    { file, options, onProgress: nothing, onLog: nothing },
    new AbortController().signal,
  );
}

/** From the fork to "loaded", so many times. */
export async function loadBench(program: string, file: string, times: number): Promise<readonly Figure[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const started = performance.now();
    const host = await loadHost(program, file);
    samples.push(performance.now() - started);
    await host.stop();
  }
  return [{ name: 'host/load', unit: 'ms', samples, note: 'from the fork; the file is in the page cache' }];
}

/** The line between the processes: an empty prompt, and one of the usual size that needs no reading. */
export async function wireBench({ model }: RunningHost, rounds: number): Promise<readonly Figure[]> {
  const line = new BenchLine(model);
  const prompt = await line.prompt(generatedFile(1_000, 31));
  line.dispose();
  await ask(model, prompt, { maxTokens: 0 });
  const [empty, usual]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    empty.push((await ask(model, [], { maxTokens: 0 })).endMs);
    usual.push((await ask(model, prompt, { maxTokens: 0 })).endMs);
  }
  const bytes = JSON.stringify(prompt).length;
  return [
    { name: 'wire/there and back', unit: 'ms', samples: empty },
    {
      name: 'wire/a usual prompt that is known',
      unit: 'ms',
      samples: usual,
      note: `${bytes} bytes, tokenised and found in the KV cache`,
    },
  ];
}

export interface DecodeSetUp {
  readonly rounds: number;
  /** What reading the weights and half of the KV cache takes, in tokens a second. */
  readonly physicalTokensPerSecond: number;
  readonly group?: string;
}

/** In each round; a model that ends its answers early gives as many in several. */
const decodeTokens = 48;
const mostAnswers = 12;

/** Writing without interruption: the host's tokens beside the bare engine's. */
export async function decodeBench(
  { model }: RunningHost,
  raw: RawClient,
  { rounds, physicalTokensPerSecond, group = 'decode' }: DecodeSetUp,
): Promise<readonly Figure[]> {
  const [hosted, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const gaps: number[] = [];
    for (let answer = 0; answer < mostAnswers && gaps.length < decodeTokens; answer += 1) {
      const file = generatedFile(300, 40 + round * mostAnswers + answer);
      const prompt = [{ control: 'prefix' }, { text: unfinishedCode(file, 1_200) }] as const;
      gaps.push(...gapsOf((await ask(model, prompt, { maxTokens: decodeTokens })).tokenMs));
    }
    if (gaps.length > 0) hosted.push(1000 / mean(gaps));
    bare.push(1000 / mean(gapsOf((await raw.run({ filled: 400, count: 1, decode: decodeTokens })).tokenMs)));
  }
  return [
    {
      name: `${group}/model host`,
      unit: 'tokens/s',
      samples: hosted,
      floor: { what: 'bare engine, greedy', value: median(bare) },
      target: { of: 'toFloor', least: 0.97 },
      note: `${(median(hosted) / physicalTokensPerSecond).toFixed(2)} of what reading weights and KV cache allows`,
    },
    {
      name: `${group}/bare engine`,
      unit: 'tokens/s',
      samples: bare,
      floor: { what: 'reading weights and KV cache', value: physicalTokensPerSecond },
    },
  ];
}

/** What each token but the first took, in milliseconds. */
function gapsOf(tokenMs: readonly number[]): readonly number[] {
  return tokenMs.slice(1).map((ms, index) => ms - (tokenMs[index] ?? ms));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
