import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';

import type { RunningHost } from '../../src/model/startHost';
import { abortBench } from './abortBench';
import { startBusyProcesses } from './busyProcesses';
import type { Figure } from './figure';
import { contextTokens, decodeBench, loadBench, loadHost, wireBench } from './hostBench';
import { keystrokeBench } from './keystrokeBench';
import { memoryOf } from './memoryOf';
import type { ModelFacts } from './modelFacts';
import { startRawEngine, type RawClient } from './rawClient';
import { typingBench } from './typingBench';

export interface ModelSetUp {
  readonly file: string;
  readonly facts: ModelFacts;
  /** The bundles of src/model/modelHost.ts, of rawEngine.ts and of emptyEngine.ts. */
  readonly host: string;
  readonly raw: string;
  readonly empty: string;
  readonly rounds: number;
  readonly wants: (group: string) => boolean;
  /** What memory allows: bytes a second. */
  readonly bytesPerSecond: number;
  readonly between: () => Promise<void>;
}

/** Behind how many tokens the decoded ones stand on average; see decodeBench. */
const decodedBehind = 424;
const busyCount = 2;
const settleMs = 300;

/** Everything that needs the model: its process, its speed, and the way from a keystroke to the first token. */
export async function modelBench(setUp: ModelSetUp): Promise<readonly Figure[]> {
  const { file, facts, host: program, rounds, wants, between } = setUp;
  const figures: Figure[] = [];
  if (wants('host')) figures.push(...(await loadBench(program, file, Math.min(5, rounds))));
  const host = await loadHost(program, file);
  const raw = await startRawEngine(setUp.raw, {
    file,
    contextTokens: host.card.contextTokens,
    threads: host.card.threads,
    batchTokens: 128,
  });
  try {
    await between();
    if (wants('host')) {
      figures.push(...(await wireBench(host, rounds * 4)));
      figures.push(...(await decodeBench(host, raw, decodeSetUp(setUp, rounds))));
      figures.push(...(await abortBench(host.model, rounds)));
      await between();
    }
    if (wants('keystrokes')) {
      figures.push(...(await keystrokeBench(host.model, raw, rounds)));
      figures.push(...(await typingBench(host.model, rounds * 10)));
    }
    if (wants('host')) figures.push(...memoryFiguresOf(host, facts, await emptyEngineBytes(setUp.empty)));
    await between();
    if (wants('load')) figures.push(...(await underLoad(host, raw, setUp)));
  } finally {
    raw.stop();
    await host.stop();
  }
  return figures;
}

/** The same beside processes that take all the time they get. */
async function underLoad(host: RunningHost, raw: RawClient, setUp: ModelSetUp): Promise<readonly Figure[]> {
  const busy = startBusyProcesses(busyCount);
  const rounds = Math.ceil(setUp.rounds / 3);
  try {
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const group = `beside ${busyCount} busy processes`;
    return [
      ...(await decodeBench(host, raw, { ...decodeSetUp(setUp, rounds), group: `${group}/decode` })),
      ...(await keystrokeBench(host.model, raw, rounds, `${group}/keystroke`)),
      ...(await abortBench(host.model, rounds, `${group}/abort`)),
    ];
  } finally {
    busy.stop();
  }
}

function decodeSetUp({ facts, bytesPerSecond }: ModelSetUp, rounds: number) {
  const bytes = facts.weightBytesPerToken + decodedBehind * facts.kvBytesPerToken;
  return { rounds, physicalTokensPerSecond: bytesPerSecond / bytes };
}

function memoryFiguresOf(host: RunningHost, facts: ModelFacts, emptyBytes: number): readonly Figure[] {
  const bytes = memoryOf(host.pid ?? process.pid);
  const tokens = Math.min(contextTokens, host.card.contextTokens);
  // The host keeps a second KV cache where memory is plentiful; this machine shows which by its free memory.
  const one = facts.kvBytesPerToken * tokens;
  const caches = one < os.freemem() * 0.15 ? 2 : 1;
  const needed = facts.fileBytes + caches * one;
  const megabytes = (value: number): string => (value / 1e6).toFixed(0);
  const what = `${megabytes(facts.fileBytes)} of weights + ${caches} × ${megabytes(one)} of KV cache`;
  return [
    {
      name: 'host/memory',
      unit: 'MB',
      samples: [bytes / 1e6],
      floor: { what, value: needed / 1e6 },
      target: { of: 'toFloor', most: 1.25 },
    },
    {
      name: 'host/memory beyond an engine without a model',
      unit: 'MB',
      samples: [(bytes - emptyBytes) / 1e6],
      floor: { what, value: needed / 1e6 },
      note: `which has ${megabytes(emptyBytes)}`,
    },
  ];
}

/** The bundle of emptyEngine.ts, measured. Rejects when it ends before it is ready. */
async function emptyEngineBytes(program: string): Promise<number> {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The engine without a model has ended.');
  });
  ended.catch(() => undefined);
  try {
    await Promise.race([once(child, 'message'), ended]);
    return memoryOf(child.pid ?? process.pid);
  } finally {
    child.kill('SIGKILL');
  }
}
