import { describe, expect, test } from 'vitest';

import { benchmark, type BenchmarkProgress } from '../../../src/lab/benchmark';
import { benchmarkRecord, parseBenchmarkRecord, sentencesOf } from '../../../src/lab/benchmarkRecord';
import type { Bench } from '../../../src/lab/runModel';
import { ModelError } from '../../../src/model/errors';
import { labSettings } from '../../eval/configuration';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { ScriptedModel } from '../../fakes/scriptedModel';
import { program, standing } from '../eval/labForTest';

const nothing = (): void => undefined;
const machine = {
  processor: 'Abacus',
  logicalCores: 2,
  physicalCores: 2,
  memoryBytes: 2 ** 33,
  platform: 'linux-x64',
  node: 'v20',
  engine: 'node-llama-cpp 1',
  llamaCpp: 'b1',
};
const { signal } = new AbortController();

/** Models that write their own names; those called broken don't load. */
function paperBench() {
  const running = new Set<string>();
  const bench = {
    start: async (file: string) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      if (name.startsWith('broken'))
        throw new ModelError('not-gguf', `${name} is no model.`, 'Choose another.');
      running.add(name);
      return {
        pid: undefined,
        model: new ScriptedModel({ text: name, logProbability: -0.01 }),
        card: { fileBytes: 7, contextTokens: 4096 },
        ended: new Promise(nothing),
        stop: async () => void running.delete(name),
      } as never;
    },
    grammars: nodeGrammars(),
    clock: standing,
    logger: { trace: nothing, debug: nothing, info: nothing, warn: nothing },
  } satisfies Bench;
  return { bench, running };
}

const candidate = (name: string) => ({
  name,
  file: `/models/${name}`,
  settings: labSettings(),
  learnsProject: true,
});
const order = (names: readonly string[], files = [program]) => ({
  files,
  candidates: names.map(candidate),
  places: 4,
  seed: 1,
});

describe('a benchmark', () => {
  test('asks each model for the same places, one after the other, and ends them', async () => {
    const { bench, running } = paperBench();
    const told: BenchmarkProgress[] = [];
    const report = await benchmark(
      order(['hare', 'tortoise']),
      bench,
      machine,
      (news) => told.push(news),
      signal,
    );
    const [first, second] = report?.runs.map(({ results }) => results.map(({ id }) => id)) ?? [];
    expect(first).toHaveLength(4);
    expect(second).toEqual(first);
    expect(told.map(({ model, done }) => `${model} ${done}`)).toEqual(
      ['hare', 'tortoise'].flatMap((model) => [0, 1, 2, 3, 4].map((done) => `${model} ${done}`)),
    );
    expect(report?.recommendation).not.toBeNull();
    expect(running.size).toBe(0);
  });

  test('leaves out a model that can’t be used, and says so', async () => {
    const { bench } = paperBench();
    const report = await benchmark(order(['broken', 'hare']), bench, machine, nothing, signal);
    expect(report?.runs.map(({ name }) => name)).toEqual(['hare']);
    expect(report?.remarks).toContain('Left out: broken is no model.');
    await expect(benchmark(order(['broken']), bench, machine, nothing, signal)).rejects.toThrow('no model');
  });

  test('of no code is nothing', async () => {
    const { bench } = paperBench();
    expect(await benchmark(order(['hare'], []), bench, machine, nothing, signal)).toBeUndefined();
  });

  test('stops when it is cancelled, and its model with it', async () => {
    const { bench, running } = paperBench();
    const cancellation = new AbortController();
    const stopAfterOne = ({ done }: BenchmarkProgress): void => {
      if (done === 1) cancellation.abort(new Error('cancelled'));
    };
    const run = benchmark(order(['hare', 'tortoise']), bench, machine, stopAfterOne, cancellation.signal);
    await expect(run).rejects.toThrow('cancelled');
    expect(running.size).toBe(0);
  });
});

describe('what is kept of it', () => {
  test('are figures without code, and they survive a file', async () => {
    const { bench } = paperBench();
    const report = await benchmark(order(['hare', 'tortoise']), bench, machine, nothing, signal);
    if (!report) throw new Error('no report');
    const record = benchmarkRecord(report, new Map([['hare', '/models/hare']]));
    const text = JSON.stringify(record);
    expect(parseBenchmarkRecord(JSON.parse(text))).toEqual(record);
    for (const { expected } of report.runs[0]?.results ?? []) expect(text).not.toContain(expected);
    const [hare] = record.models;
    expect(hare?.file).toBe('/models/hare');
    expect(hare && sentencesOf(record, hare)).toMatch(
      /^0 % of the lines exactly right .* at 4 places in shop on \d/,
    );
  });

  test('is refused when it is something else', () => {
    expect(() => parseBenchmarkRecord({ format: 2 })).toThrow('format');
    expect(() => parseBenchmarkRecord([])).toThrow('not an object');
  });
});
