import { describe, expect, test } from 'vitest';

import { describeGraphics } from '../../../src/model/gpu/describeGraphics';
import { driverFingerprint } from '../../../src/model/gpu/driverFingerprint';
import { engineBindings, packageFor } from '../../../src/model/gpu/enginePackages';
import type { GpuAnswer } from '../../../src/model/gpu/gpuAnswer';
import type { GpuBackend } from '../../../src/model/gpu/gpuBackend';
import type { GpuNote } from '../../../src/model/gpu/gpuNotes';
import { GpuScout } from '../../../src/model/gpu/gpuScout';
import { quiet } from '../../fakes/manualClock';

const never = new AbortController().signal;
const works = (backend: GpuBackend): GpuAnswer => ({
  kind: 'works',
  gpu: { name: 'Card 9', backend, totalBytes: 8e9, freeBytes: 7e9 },
});
const broke: GpuAnswer = { kind: 'broke', why: 'It crashed.' };

/** One machine over several starts of the editor: what is kept stays, and each scout is a new session. */
class Machine {
  notes: readonly GpuNote[] = [];
  driver = 'driver 1';
  engines: GpuBackend[] = ['cuda', 'vulkan'];
  answers: Partial<Record<GpuBackend, GpuAnswer>> = {};
  readonly asked: GpuBackend[] = [];
  found = 0;

  scout(): GpuScout {
    return new GpuScout({
      platform: 'linux',
      ask: async (backend) => {
        this.asked.push(backend);
        return this.answers[backend] ?? { kind: 'absent', why: 'No card.' };
      },
      engineFor: async (backend) => (this.engines.includes(backend) ? `engine for ${backend}` : undefined),
      drivers: async () => this.driver,
      notes: {
        read: async () => this.notes,
        update: async (change) => void (this.notes = change(this.notes)),
      },
      today: () => 1,
      found: () => (this.found += 1),
    });
  }
}

describe('what nobody has asked yet', () => {
  test('keeps no model waiting: it is asked in the background, and told when there is a card', async () => {
    const machine = new Machine();
    machine.answers = { vulkan: works('vulkan') };
    const scout = machine.scout();
    expect((await scout.find('auto')).usable).toEqual([]);
    await quiet();
    expect(machine.asked).toEqual(['cuda', 'vulkan']);
    expect(machine.found).toBe(1);
    expect((await scout.find('auto')).usable).toEqual(['vulkan']);
  });

  test('without a card nobody is told', async () => {
    const machine = new Machine();
    const scout = machine.scout();
    await scout.find('auto');
    await quiet();
    expect(machine.found).toBe(0);
  });

  test('where no engine is installed, no process is started', async () => {
    const machine = new Machine();
    machine.engines = [];
    expect(await machine.scout().find('auto')).toEqual({ usable: [], refused: new Map() });
    const { refused } = await machine.scout().find('cuda');
    expect(refused.get('cuda')).toBe('The engine for CUDA is not installed.');
    await quiet();
    expect(machine.asked).toEqual([]);
  });

  test('switched off, nothing is read or asked', async () => {
    const machine = new Machine();
    expect((await machine.scout().find('off')).usable).toEqual([]);
    await quiet();
    expect(machine.asked).toEqual([]);
  });
});

describe('an answer', () => {
  test('is kept: the next start asks nobody', async () => {
    const machine = new Machine();
    machine.answers = { cuda: works('cuda') };
    await machine.scout().ask(never);
    machine.asked.length = 0;
    const scout = machine.scout();
    expect((await scout.find('auto')).usable).toEqual(['cuda']);
    expect((await scout.gpus()).map(({ name }) => name)).toEqual(['Card 9']);
    await quiet();
    expect(machine.asked).toEqual([]);
  });

  test('counts as long as the driver stays: a back-end that broke is tried again with a new one', async () => {
    const machine = new Machine();
    machine.answers = { vulkan: broke };
    await machine.scout().ask(never);
    machine.asked.length = 0;
    const { usable, refused } = await machine.scout().find('auto');
    expect(usable).toEqual([]);
    expect([...refused]).toEqual([['vulkan', 'It crashed.']]);
    await machine.scout().ask(never);
    expect(machine.asked).toEqual(['cuda']);
    machine.driver = 'driver 2';
    machine.answers = { vulkan: works('vulkan') };
    expect((await machine.scout().ask(never))[1]).toMatchObject({ answer: { kind: 'works' } });
    expect(machine.notes).toHaveLength(2);
  });

  test('of a new engine is asked for again by hand', async () => {
    const machine = new Machine();
    machine.answers = { vulkan: broke };
    const scout = machine.scout();
    await scout.ask(never);
    machine.answers = { vulkan: works('vulkan') };
    expect((await scout.askAgain('vulkan', never)).kind).toBe('works');
    expect((await scout.find('vulkan')).usable).toEqual(['vulkan']);
  });
});

test('people read what was found', async () => {
  const machine = new Machine();
  machine.answers = { cuda: works('cuda'), vulkan: broke };
  const scout = machine.scout();
  expect(describeGraphics(await scout.report())).toEqual([
    'CUDA has not been asked yet.',
    'Vulkan has not been asked yet.',
  ]);
  expect(describeGraphics(await scout.ask(never))).toEqual([
    'CUDA drives Card 9 with 8.0 GB.',
    'Vulkan is left out until its driver or its engine changes: It crashed.',
  ]);
  machine.engines = [];
  expect(describeGraphics(await machine.scout().report())).toEqual([
    'No engine for a graphics card is installed.',
  ]);
});

test('the fingerprint changes with a driver’s file, and does without it', async () => {
  const nothing = await driverFingerprint(['/nowhere/libcuda.so.1']);
  expect(nothing).toContain(process.platform);
  expect(await driverFingerprint(['package.json'])).not.toBe(nothing);
});

test('Apple’s processors have an engine with Metal only, which runs on the processor with no layer on the card', () => {
  expect(engineBindings(false, 'darwin', 'arm64')).toBe('metal');
  expect(engineBindings('metal', 'darwin', 'arm64')).toBe('metal');
  expect(engineBindings(false, 'darwin', 'x64')).toBe(false);
  expect(engineBindings(false, 'linux', 'arm64')).toBe(false);
});

test('packages are named as the registry names them', () => {
  expect(packageFor('metal', 'darwin', 'arm64')).toBe('@node-llama-cpp/mac-arm64-metal');
  expect(packageFor('vulkan', 'linux', 'x64')).toBe('@node-llama-cpp/linux-x64-vulkan');
  expect(packageFor('cuda', 'win32', 'x64')).toBe('@node-llama-cpp/win-x64-cuda');
  expect(packageFor('vulkan', 'linux', 'arm64')).toBeUndefined();
  expect(packageFor('metal', 'darwin', 'x64')).toBeUndefined();
});
