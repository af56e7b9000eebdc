import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));
vi.mock('../../../src/completion/engine', async () => {
  const { FakeEngine } = await import('../../fakes/shellParts');
  return { Engine: FakeEngine };
});
vi.mock('../../../src/model/startHost', async () => {
  const { fakeHost } = await import('../../fakes/shellParts');
  return { startHost: fakeHost };
});

import { activate, deactivate, type Api } from '../../../src/extension/main';
import { engines, stopped } from '../../fakes/shellParts';
import { FakeDocument, world } from '../../fakes/vscode';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const commandIds: readonly string[] = manifest.contributes.commands.map(
  (entry: { command: string }) => entry.command,
);

let extensionPath: string;
let subscriptions: { dispose(): unknown }[];
let api: Api;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  world.reset();
  engines.length = 0;
  stopped.length = 0;
  extensionPath = mkdtempSync(path.join(tmpdir(), 'inkling-main-'));
  mkdirSync(path.join(extensionPath, 'media', 'models'), { recursive: true });
  writeFileSync(path.join(extensionPath, 'media', 'models', 'bundled.gguf'), '');
});

afterEach(async () => {
  await deactivate();
  for (const one of subscriptions) one.dispose();
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
  rmSync(extensionPath, { recursive: true });
});

function start(): void {
  subscriptions = [];
  const context = { extension: { packageJSON: manifest }, extensionPath, subscriptions };
  api = activate(context as never);
}

/** The window has been idle for as long as the model waits, and its file has been loaded. */
async function settled(state: string): Promise<void> {
  await vi.advanceTimersByTimeAsync(5_000);
  await vi.waitFor(async () => {
    expect((await api.diagnostics()).state).toBe(state);
  });
}

const command = (id: string, ...rest: readonly unknown[]) => world.commands.get(`inkling.${id}`)?.(...rest);

describe('activation', () => {
  test('loads nothing, and says that it starts', async () => {
    start();
    expect(await api.diagnostics()).toMatchObject({
      state: 'loading',
      reason: 'Starting.',
      model: undefined,
    });
    expect(world.providers).toHaveLength(1);
    expect(engines).toHaveLength(1);
  });

  test('registers every command of the manifest and no other', () => {
    start();
    expect([...world.commands.keys()].sort()).toEqual([...commandIds].sort());
  });

  test('the bundled model is loaded once the window is idle', async () => {
    start();
    await settled('ready');
    expect(await api.diagnostics()).toMatchObject({
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
    start();
    await expect(engines[0]?.parts.models.acquire(new AbortController().signal)).resolves.toEqual({});
  });

  test('switched off, it loads nothing until it is switched on', async () => {
    world.configuration.set('enabled', false);
    start();
    await settled('disabled');
    expect((await api.diagnostics()).hostPid).toBeUndefined();
    world.configure('enabled', true);
    await settled('ready');
  });

  test('deactivation ends the engine and the model', async () => {
    start();
    await settled('ready');
    await deactivate();
    expect(engines[0]?.disposed).toBe(true);
    expect(stopped).toEqual(['bundled.gguf']);
  });
});

describe('commands', () => {
  beforeEach(async () => {
    start();
    await settled('ready');
  });

  test('pause, resume and toggle', async () => {
    for (const [id, state] of [
      ['pause', 'paused'],
      ['resume', 'ready'],
      ['toggle', 'paused'],
      ['toggle', 'ready'],
    ] as const) {
      await command(id);
      expect((await api.diagnostics()).state, id).toBe(state);
    }
  });

  test('resume also undoes the setting that had switched Inkling off', async () => {
    world.configure('enabled', false);
    await command('resume');
    expect(world.configuration.get('enabled')).toBe(true);
  });

  test("switches the active editor's language off and on", async () => {
    world.activeTextEditor = { document: new FakeDocument('file:/a.py', '', 'python') };
    await command('toggleLanguage');
    expect(world.configuration.get('disabledLanguages')).toContain('python');
    expect(await api.diagnostics()).toMatchObject({ state: 'off' });
    await command('toggleLanguage');
    expect(world.configuration.get('disabledLanguages')).not.toContain('python');
    expect(await api.diagnostics()).toMatchObject({ state: 'ready' });
  });

  test.each<readonly [string, string, string | undefined]>([
    ['file:/a.py', 'python', undefined],
    ['file:/a.md', 'markdown', 'Off here: the language "markdown" is switched off.'],
    ['file:/.env', 'shellscript', 'Off here: files of this name hold secrets.'],
    ['comment:1', 'python', 'Off here: this is no document that Inkling writes in.'],
    ['output:log', 'log', undefined],
  ])('in %s, language %s, the status bar says why it is off: %s', async (uri, language, sentence) => {
    world.activeTextEditor = { document: new FakeDocument(uri, '', language) };
    expect((await api.diagnostics()).reason).toBe(sentence ?? 'Ready.');
  });

  test('says so when VS Code itself shows no completions', async () => {
    world.activeTextEditor = { document: new FakeDocument('file:/a.py', '', 'python') };
    world.configuration.set('inlineSuggest.enabled', false);
    expect((await api.diagnostics()).reason).toContain('editor.inlineSuggest.enabled');
  });

  test('a chosen model file is used and written into the settings', async () => {
    world.choices = ['/models/other.gguf'];
    await command('selectModelFile');
    expect(world.configuration.get('model.path')).toBe('/models/other.gguf');
    expect((await api.diagnostics()).model?.file).toBe('/models/other.gguf');
    await command('useBundledModel');
    expect(world.configuration.get('model.path')).toBe('');
    expect((await api.diagnostics()).model?.name).toBe('bundled.gguf');
  });

  test('a chosen file that is no model is answered with a message; settings and model stay', async () => {
    await command('selectModelFile', '/models/broken.gguf');
    expect(world.messages).toEqual(['Inkling: broken.gguf is no model. Choose another.']);
    expect(world.configuration.get('model.path')).toBeUndefined();
    expect(await api.diagnostics()).toMatchObject({ state: 'ready', model: { name: 'bundled.gguf' } });
  });

  test('leaving the dialog without a choice changes nothing', async () => {
    await command('selectModelFile');
    expect(world.messages).toEqual([]);
    expect(world.configuration.get('model.path')).toBeUndefined();
  });

  test('a file in the settings that is no model is named in the status bar; no message', async () => {
    world.configure('model.path', '/models/broken.gguf');
    await vi.waitFor(async () => {
      expect((await api.diagnostics()).reason).toBe('broken.gguf is no model. Choose another. Ready.');
    });
    expect(world.messages).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.statusItem?.text).toBe('$(warning) Inkling');
  });

  test('the model can be restarted', async () => {
    await command('restartModel');
    expect(stopped).toEqual(['bundled.gguf']);
    await settled('ready');
  });

  test('the menu runs what is chosen', async () => {
    world.choices = ['Pause'];
    await command('showMenu');
    expect(world.executed).toContain('inkling.pause');
  });

  test('why: lists the decisions, newest first, and shows one', async () => {
    const { journal } = engines[0]!.parts;
    journal.record({
      id: 1,
      totalMs: 12,
      source: 'model',
      stagesMs: { prompt: 1 },
      generatedTokens: 7,
      raw: 'secret',
    });
    journal.record({ id: 2, totalMs: 1, reason: 'inside-word' });
    world.choices = ['#1'];
    await command('why');
    expect(world.lists[0]?.map(({ description }) => description)).toEqual([
      'Nothing shown: The caret is inside a word.',
      'Shown: written by the model, in 12 ms',
    ]);
    expect(world.lists[1]).toContainEqual({ label: 'Written', description: '7 tokens' });
    expect((await api.diagnostics()).requests).toMatchObject({ count: 2, shown: 1, generations: 1 });
  });

  test('the diagnostics on the clipboard tell of everything but code', async () => {
    engines[0]!.parts.journal.record({ id: 1, totalMs: 12, source: 'model', raw: 'secret' });
    world.configure('maxLines', 3);
    await command('copyDiagnostics');
    expect(world.clipboard).toContain('State: ready. Ready.');
    expect(world.clipboard).toContain('Shown: written by the model');
    expect(world.clipboard).toContain('maxLines = 3');
    expect(world.clipboard).not.toContain('secret');
    expect(world.logged.join('\n')).toContain('completion');
  });
});
