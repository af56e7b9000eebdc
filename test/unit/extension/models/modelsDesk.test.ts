import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../../fakes/vscode'));

import { LiveSettings } from '../../../../src/extension/liveSettings';
import { ModelsDesk } from '../../../../src/extension/models/modelsDesk';
import { MachineNotebook } from '../../../../src/model/fit/machineNotes';
import { world } from '../../../fakes/vscode';

let folder: string;
let settings: LiveSettings;
let desk: ModelsDesk;
let complaints: string[];

beforeEach(() => {
  world.reset();
  complaints = [];
  folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-desk-'));
  world.configure('model.folder', folder);
  const quiet = () => undefined;
  settings = new LiveSettings(
    { trace: quiet, debug: quiet, info: quiet, warn: (text) => complaints.push(text) },
    { isOnBattery: false },
  );
  desk = new ModelsDesk({
    extensionPath: folder,
    settings,
    globalState: { get: (_key: string, value: unknown) => value, update: async () => undefined } as never,
    secrets: { get: async () => undefined } as never,
    notebook: new MachineNotebook(() => folder),
    scout: { gpus: async () => [] } as never,
    inUse: () => undefined,
    use: async () => undefined,
    restart: async () => undefined,
    onMyCode: async () => [],
    changed: quiet,
  });
});

afterEach(async () => {
  await desk.dispose();
  settings.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function labels(parent?: unknown): Promise<readonly unknown[]> {
  const tree = world.trees.get('inkling.models');
  const nodes = (await tree?.getChildren(parent)) ?? [];
  const below = await Promise.all(nodes.map(async (node) => [(await tree?.getTreeItem(node))?.label]));
  return [...below.flat(), ...(await Promise.all(nodes.map((node) => labels(node)))).flat()];
}

test('a family that is added in the settings appears in a view that is open', async () => {
  expect(await labels()).not.toContain('Tiny Coder');
  world.configure('models', [
    {
      id: 'tiny-coder',
      name: 'Tiny Coder',
      publisher: 'Acme',
      fim: { layout: 'prefix-only' },
      licence: { name: 'MIT', url: 'https://example.org/mit', commercialUse: 'free' },
      parameters: 7_000_000,
      contextTokens: 2048,
      card: 'https://example.org/tiny-coder',
      variants: [{ quantization: 'Q8_0', repository: 'acme/tiny-GGUF', file: 'tiny-Q8_0.gguf' }],
    },
  ]);
  expect(complaints.join()).toBe('');
  await vi.waitFor(async () => {
    expect(await labels()).toContain('Tiny Coder');
  });
});
