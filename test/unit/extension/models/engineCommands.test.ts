import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../../fakes/vscode'));

import { engineCommands, type EngineCommandParts } from '../../../../src/extension/models/engineCommands';
import type { GpuAnswer } from '../../../../src/model/gpu/gpuAnswer';
import { enginesFor, type PinnedEngine } from '../../../../src/model/gpu/pinnedEngines';
import { world } from '../../../fakes/vscode';

const works: GpuAnswer = {
  kind: 'works',
  gpu: { name: 'Card 9', backend: 'vulkan', totalBytes: 8e9, freeBytes: 7e9 },
};
let did: string[];
let answer: GpuAnswer;
let here: Pick<PinnedEngine, 'name' | 'version'>[];
let isOn: boolean;

beforeEach(() => {
  world.reset();
  did = [];
  answer = works;
  here = [];
  isOn = false;
});

async function run(id: string, own: Partial<EngineCommandParts> = {}): Promise<void> {
  const commands = engineCommands({
    engines: enginesFor('linux', 'x64'),
    store: {
      list: async () => here,
      install: async ({ name }, { registry }) => void did.push(`install ${name} from ${registry}`),
      remove: async ({ name }) => void did.push(`remove ${name}`),
      folderOf: (version) => `/engines/${version}`,
    },
    scout: {
      askAgain: async (backend) => {
        did.push(`ask ${backend}`);
        return answer;
      },
    },
    send: () => Promise.reject(new Error('nobody is asked')),
    clock: { now: () => 0, delay: () => Promise.resolve() },
    registry: () => 'https://registry.example',
    isOn: () => isOn,
    switchOn: async () => void did.push('switch on'),
    restart: async () => void did.push('restart'),
    ...own,
  });
  await commands[`inkling.${id}`]?.();
}

test('an engine is installed after a yes that saw size, source, licence and place', async () => {
  world.choices = ['Vulkan', 'Install', 'Use It'];
  await run('installEngine');
  expect(world.messages[0]).toContain('@node-llama-cpp/linux-x64-vulkan 3.21.1');
  const detail = world.details[0] ?? '';
  expect(detail).toContain('27 MB, 84 MB on the disk');
  expect(detail).toContain('https://registry.example/@node-llama-cpp/linux-x64-vulkan/-/');
  expect(detail).toContain('Licence: MIT');
  expect(detail).toContain('/engines/3.21.1');
  const source = 'https://registry.example';
  expect(did).toEqual([`install @node-llama-cpp/linux-x64-vulkan from ${source}`, 'ask vulkan', 'switch on']);
});

test('without a yes nothing is fetched', async () => {
  world.choices = ['Vulkan'];
  await run('installEngine');
  await run('installEngine');
  expect(did).toEqual([]);
});

test('where the setting is on already, the model is loaded anew', async () => {
  isOn = true;
  world.choices = ['Vulkan', 'Install'];
  await run('installEngine');
  expect(did.at(-1)).toBe('restart');
  expect(world.messages.at(-1)).toContain('Vulkan drives Card 9.');
});

test('an engine that finds no card says so, and the model stays where it is', async () => {
  answer = { kind: 'absent', why: 'The engine finds no graphics card for it.' };
  world.choices = ['CUDA', 'Install'];
  await run('installEngine');
  expect(world.messages.at(-1)).toBe(
    'Inkling: the engine for CUDA is installed, but can’t be used here. The engine finds no graphics card for it. The model goes on on the processor.',
  );
  expect(did).not.toContain('switch on');
});

test('what is installed can be removed', async () => {
  await run('removeEngine');
  expect(world.messages).toEqual(['Inkling: no engine for a graphics card has been installed.']);
  here = [{ name: '@node-llama-cpp/linux-x64-vulkan', version: '3.21.1' }];
  isOn = true;
  world.choices = ['@node-llama-cpp/linux-x64-vulkan'];
  await run('removeEngine');
  expect(did).toEqual(['remove @node-llama-cpp/linux-x64-vulkan', 'restart']);
});

test('where there is no engine for the system, that is what is said', async () => {
  await run('installEngine', { engines: [] });
  expect(world.messages).toHaveLength(1);
  expect(did).toEqual([]);
});
