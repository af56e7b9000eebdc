import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { machineIdentity } from '../../../src/model/fit/machine';
import { cgroupMemory, machineMemory } from '../../../src/model/fit/machineMemory';
import { freeDiskSpace, instructionSets, readMachine } from '../../../src/model/fit/readMachine';
import { describePlacement } from '../../../src/model/gpu/placement';

const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-machine-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Control groups as files: path and contents. */
function groups(name: string, files: Readonly<Record<string, string>>): string {
  const root = path.join(folder, name);
  mkdirSync(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

describe('memory', () => {
  test('of a container is what the tightest group above it leaves; what it can drop counts as free', () => {
    const root = groups('v2', {
      'user/memory.max': '4000\n',
      'user/memory.current': '1000\n',
      'user/editor/memory.max': 'max\n',
      'user/editor/memory.current': '900\n',
      'memory.stat': 'inactive_file 7\n',
      'user/memory.stat': 'anon 500\ninactive_file 300\nactive_file 2\n',
    });
    expect(cgroupMemory(root, '0::/user/editor\n')).toEqual({ total: 4000, free: 3300 });
  });

  test('of an old container too', () => {
    const root = groups('v1', {
      'memory/memory.limit_in_bytes': '5000\n',
      'memory/memory.usage_in_bytes': '2000\n',
      'memory/memory.stat': 'total_inactive_file 100\n',
    });
    expect(cgroupMemory(root, '11:memory:/docker/abc\n')).toEqual({ total: 5000, free: 3100 });
  });

  test('without a limit is the machine’s', () => {
    const root = groups('none', { 'memory.max': 'max\n' });
    expect(cgroupMemory(root, '0::/\n')).toBeUndefined();
    expect(cgroupMemory(path.join(root, 'absent'), '')).toBeUndefined();
    expect(machineMemory().free).toBeLessThanOrEqual(machineMemory().total);
  });
});

test('instruction sets are read from what the system says, on both families of processors', () => {
  expect(instructionSets('flags\t\t: fpu sse4_2 avx fma avx2 vaes\nbugs: none\n')).toEqual([
    'sse4_2',
    'avx',
    'fma',
    'avx2',
  ]);
  expect(instructionSets('Features\t: fp asimd asimddp i8mm\n')).toEqual(['asimd', 'asimddp', 'i8mm']);
  expect(instructionSets('')).toEqual([]);
});

test('this machine can be read, and is the same one a moment later', async () => {
  const machine = await readMachine();
  expect(machine.threads).toBeGreaterThanOrEqual(1);
  expect(machine.totalMemory).toBeGreaterThan(0);
  expect(machineIdentity(await readMachine())).toBe(machineIdentity({ ...machine }));
});

test('disk space is asked for folders that are not there yet', async () => {
  expect(await freeDiskSpace(path.join(folder, 'not', 'yet'))).toBeGreaterThan(0);
});

test('says what runs where', () => {
  const place = (backend: 'cpu' | 'cuda', gpuLayers: number): string =>
    describePlacement({ backend, device: 'Card 9', gpuLayers, layers: 24 }, 3);
  expect(place('cpu', 0)).toBe('Runs on the processor (3 threads).');
  expect(place('cuda', 24)).toBe('Runs on Card 9 (CUDA).');
  expect(place('cuda', 10)).toBe(
    'Runs with 10 of 24 layers on Card 9 (CUDA), the rest on the processor (3 threads).',
  );
});
