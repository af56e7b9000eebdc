import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { engineVersion } from '../../../src/model/engineVersion';
import { ModelError } from '../../../src/model/errors';
import { fitsTable } from '../../../src/model/fit/fitsTable';
import { measureBandwidth } from '../../../src/model/fit/measureBandwidth';
import { probeMachine } from '../../../src/model/fit/probeMachine';
import { readMachine } from '../../../src/model/fit/readMachine';
import { writeTinyModel } from '../../fakes/gguf/tinyModel';
import { probeHost } from './probeHost';

const never = new AbortController().signal;
const file = path.join(tmpdir(), `inkling-probe-${process.pid}.gguf`);

async function probed(host = probeHost(), signal = never) {
  writeTinyModel(file);
  try {
    const progress: number[] = [];
    const bandwidths = [4e9, 1e10];
    const machine = await readMachine();
    const probe = await probeMachine(
      {
        start: host.start,
        measureBandwidth: () => Promise.resolve(bandwidths.shift() ?? 0),
        machine,
        engine: engineVersion,
        file,
        now: () => host.now,
        today: () => 7,
      },
      (fraction) => progress.push(fraction),
      signal,
    );
    return { probe, progress, machine };
  } finally {
    rmSync(file);
  }
}

test('the probe tells what the model did, in rounds that share nothing', async () => {
  const host = probeHost();
  const { probe, progress, machine } = await probed(host);
  expect(probe).toMatchObject({ prefillTokensPerSecond: 2000, decodeTokensPerSecond: 100, at: 7 });
  expect(probe.bandwidth).toBe(1e10);
  expect(new Set(host.prompts).size).toBe(host.prompts.length);
  expect(progress.at(-1)).toBe(1);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  expect(host.stopped).toBe(1);
  expect(fitsTable(machine, probe, new Map()).join('\n')).toContain(
    'reads 2000 and writes 100 tokens a second',
  );
});

test('on a slow machine the rounds end early', async () => {
  const host = probeHost({ tokenMs: 100 });
  await probed(host);
  expect(host.prompts.length).toBeLessThan(8);
});

test('the probe ends its process when it is cancelled or the model says nothing', async () => {
  const silent = probeHost({ tokens: 0 });
  await expect(probed(silent)).rejects.toBeInstanceOf(ModelError);
  expect(silent.stopped).toBe(1);
  const stuck = probeHost({ hangs: true });
  const controller = new AbortController();
  const probing = probed(stuck, controller.signal);
  setTimeout(() => {
    controller.abort(new Error('cancelled'));
  }, 20);
  await expect(probing).rejects.toThrow('cancelled');
  expect(stuck.stopped).toBe(1);
});

test('bandwidth is measured on real threads, and can be cancelled', async () => {
  expect(await measureBandwidth(1, never)).toBeGreaterThan(1e8);
  await expect(measureBandwidth(1, AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
});

test('the engine’s version is the one that is installed', () => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest.dependencies['node-llama-cpp']).toBe(engineVersion);
});
