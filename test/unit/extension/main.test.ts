import { afterEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));
vi.mock('../../../src/completion/engine', async () => {
  const { FakeEngine } = await import('../../fakes/shellParts');
  return { Engine: FakeEngine };
});
vi.mock('../../../src/model/startHost', async () => {
  const { fakeHost } = await import('../../fakes/shellParts');
  return { startHost: fakeHost };
});

import { deactivate } from '../../../src/extension/main';
import { MachineNotebook } from '../../../src/model/fit/machineNotes';
import { defaultModelsFolder } from '../../../src/model/store/modelsFolder';
import { FakeShell, manifest, patientMs } from '../../fakes/shell';
import { engines, seenSpeed, stopped } from '../../fakes/shellParts';
import { world } from '../../fakes/vscode';

let shell: FakeShell;

afterEach(async () => {
  await shell.end();
});

test('loads nothing, and says that it starts', async () => {
  shell = new FakeShell();
  expect(await shell.api.diagnostics()).toMatchObject({
    state: 'loading',
    reason: 'Starting.',
    model: undefined,
  });
  expect(world.providers).toHaveLength(1);
  expect(engines).toHaveLength(1);
});

test('registers every command of the manifest and no other', () => {
  shell = new FakeShell();
  const commandIds = manifest.contributes.commands.map((entry: { command: string }) => entry.command);
  expect([...world.commands.keys()].sort()).toEqual(commandIds.sort());
});

test('the bundled model is loaded once the window is idle', async () => {
  shell = new FakeShell();
  await shell.settled('ready');
  expect(await shell.api.diagnostics()).toMatchObject({
    version: manifest.version,
    hostPid: 4711,
    model: { name: 'bundled.gguf', layout: 'spm-contiguous' },
    requests: { count: 0, shown: 0, generations: 0, cacheHits: 0, joined: 0 },
  });
  expect(world.statusItem).toMatchObject({
    name: 'Inkling',
    text: '$(pencil) Inkling',
    command: 'inkling.showMenu',
  });
});

test('a request loads the model without waiting for that', async () => {
  shell = new FakeShell();
  await expect(engines[0]?.parts.models.acquire(new AbortController().signal)).resolves.toEqual({
    seenSpeed,
  });
});

test('switched off, it loads nothing until it is switched on', async () => {
  shell = new FakeShell({ enabled: false });
  await shell.settled('disabled');
  expect((await shell.api.diagnostics()).hostPid).toBeUndefined();
  world.configure('enabled', true);
  await shell.settled('ready');
});

test('a workspace chooses the model from the moment when it is trusted', async () => {
  shell = new FakeShell({ 'model.path': '/models/mine.gguf' });
  world.isTrusted = false;
  world.workspaceConfiguration.set('model.path', '/models/theirs.gguf');
  world.configure('model.threads', 1);
  await shell.settled('ready');
  expect((await shell.api.diagnostics()).model?.file).toBe('/models/mine.gguf');
  world.trust();
  await vi.waitFor(async () => {
    expect((await shell.api.diagnostics()).model?.name).toBe('theirs.gguf');
  }, patientMs);
});

test('what is chosen in a workspace without trust is written where it counts', async () => {
  shell = new FakeShell();
  await shell.settled('ready');
  world.isTrusted = false;
  world.workspaceConfiguration.set('model.path', '/models/theirs.gguf');
  await shell.command('selectModelFile', '/models/chosen.gguf');
  expect(world.configuration.get('model.path')).toBe('/models/chosen.gguf');
  expect(world.workspaceConfiguration.get('model.path')).toBe('/models/theirs.gguf');
  world.isTrusted = true;
  await shell.command('selectModelFile', '/models/chosen.gguf');
  expect(world.workspaceConfiguration.get('model.path')).toBe('/models/chosen.gguf');
});

test('how fast the model was is kept for the pages, once something was asked of it', async () => {
  shell = new FakeShell();
  await shell.settled('ready');
  const notebook = new MachineNotebook(defaultModelsFolder);
  expect((await notebook.read()).speeds.entries).toEqual([]);
  engines[0]?.parts.journal.record({ id: 1, totalMs: 1, reason: 'inside-word' });
  await vi.waitFor(async () => {
    const { entries } = (await notebook.read()).speeds;
    expect(entries).toMatchObject([{ model: 'bundled.gguf:1', place: 'cpu', ...seenSpeed }]);
  }, patientMs);
});

test('deactivation ends the engine and the model', async () => {
  shell = new FakeShell();
  await shell.settled('ready');
  await deactivate();
  expect(engines[0]?.disposed).toBe(true);
  expect(stopped).toEqual(['bundled.gguf']);
});
