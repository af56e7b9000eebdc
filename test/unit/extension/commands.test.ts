import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));
vi.mock('../../../src/completion/engine', async () => {
  const { FakeEngine } = await import('../../fakes/shellParts');
  return { Engine: FakeEngine };
});
vi.mock('../../../src/model/startHost', async () => {
  const { fakeHost } = await import('../../fakes/shellParts');
  return { startHost: fakeHost };
});

import { FakeShell } from '../../fakes/shell';
import { engines, stopped } from '../../fakes/shellParts';
import { FakeDocument, languages, world } from '../../fakes/vscode';

let shell: FakeShell;

afterEach(async () => {
  await shell.end();
});

beforeEach(async () => {
  shell = new FakeShell();
  await shell.settled('ready');
});

test('pause, resume and toggle', async () => {
  for (const [id, state] of [
    ['pause', 'paused'],
    ['resume', 'ready'],
    ['toggle', 'paused'],
    ['toggle', 'ready'],
  ] as const) {
    await shell.command(id);
    expect((await shell.api.diagnostics()).state, id).toBe(state);
  }
});

test('a pause takes the ghost text away, and VS Code asks again after it', async () => {
  const asksAgain = vi.spyOn(languages, 'registerInlineCompletionItemProvider');
  await shell.command('pause');
  expect(world.executed).toContain('editor.action.inlineSuggest.hide');
  expect(asksAgain).toHaveBeenCalledOnce();
  expect(world.providers).toHaveLength(1);
});

test('resume also undoes the setting that had switched Inkling off', async () => {
  world.configure('enabled', false);
  await shell.command('resume');
  expect(world.configuration.get('enabled')).toBe(true);
});

test("switches the active editor's language off and on", async () => {
  world.activeTextEditor = { document: new FakeDocument('file:/a.py', '', 'python') };
  await shell.command('toggleLanguage');
  expect(world.configuration.get('disabledLanguages')).toContain('python');
  expect(await shell.api.diagnostics()).toMatchObject({ state: 'off' });
  await shell.command('toggleLanguage');
  expect(world.configuration.get('disabledLanguages')).not.toContain('python');
  expect(await shell.api.diagnostics()).toMatchObject({ state: 'ready' });
});

test.each<readonly [string, string, string | undefined]>([
  ['file:/a.py', 'python', undefined],
  ['file:/a.md', 'markdown', 'Off here: the language "markdown" is switched off.'],
  ['file:/.env', 'shellscript', 'Off here: files of this name hold secrets.'],
  ['comment:1', 'python', 'Off here: this is no document that Inkling writes in.'],
  ['output:log', 'log', undefined],
])('in %s, language %s, the status bar says why it is off: %s', async (uri, language, sentence) => {
  world.activeTextEditor = { document: new FakeDocument(uri, '', language) };
  expect((await shell.api.diagnostics()).reason).toBe(sentence ?? 'Ready.');
});

test('says so when VS Code itself shows no completions', async () => {
  world.activeTextEditor = { document: new FakeDocument('file:/a.py', '', 'python') };
  world.configuration.set('inlineSuggest.enabled', false);
  expect((await shell.api.diagnostics()).reason).toContain('editor.inlineSuggest.enabled');
});

test('a chosen model file is used and written into the settings', async () => {
  world.choices = ['/models/other.gguf'];
  await shell.command('selectModelFile');
  expect(world.configuration.get('model.path')).toBe('/models/other.gguf');
  expect((await shell.api.diagnostics()).model?.file).toBe('/models/other.gguf');
  await shell.command('useBundledModel');
  expect(world.configuration.get('model.path')).toBeUndefined();
  expect((await shell.api.diagnostics()).model?.name).toBe('bundled.gguf');
});

test('a chosen file that is no model is answered with a message; settings and model stay', async () => {
  await shell.command('selectModelFile', '/models/broken.gguf');
  expect(world.messages).toEqual(['Inkling: broken.gguf is no model. Choose another.']);
  expect(world.configuration.get('model.path')).toBeUndefined();
  expect(await shell.api.diagnostics()).toMatchObject({ state: 'ready', model: { name: 'bundled.gguf' } });
});

test('leaving the dialog without a choice changes nothing', async () => {
  await shell.command('selectModelFile');
  expect(world.messages).toEqual([]);
  expect(world.configuration.get('model.path')).toBeUndefined();
});

test('a file in the settings that is no model is named in the status bar; no message', async () => {
  world.configure('model.path', '/models/broken.gguf');
  await vi.waitFor(async () => {
    expect((await shell.api.diagnostics()).reason).toBe('broken.gguf is no model. Choose another. Ready.');
  });
  expect(world.messages).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(world.statusItem?.text).toBe('$(warning) Inkling');
});

test('the model can be restarted', async () => {
  await shell.command('restartModel');
  expect(stopped).toEqual(['bundled.gguf']);
  await shell.settled('ready');
});

test('the menu runs what is chosen', async () => {
  world.choices = ['Pause'];
  await shell.command('showMenu');
  expect(world.executed).toContain('inkling.pause');
});

test.each([
  ['python', 'off'],
  ['markdown', 'on'],
])('the menu switches %s %s', async (language, way) => {
  world.activeTextEditor = { document: new FakeDocument('file:/a', '', language) };
  await shell.command('showMenu');
  expect(world.lists[0]?.map(({ label }) => label)).toContain(`$(code) Switch ${way} for ${language}`);
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
  await shell.command('why');
  expect(world.lists[0]?.map(({ description }) => description)).toEqual([
    'Nothing shown: The caret is inside a word.',
    'Shown: written by the model, in 12 ms',
  ]);
  expect(world.lists[1]).toContainEqual({ label: 'Written', description: '7 tokens' });
  expect((await shell.api.diagnostics()).requests).toMatchObject({ count: 2, shown: 1, generations: 1 });
});

test('the diagnostics on the clipboard tell of everything but code', async () => {
  engines[0]!.parts.journal.record({ id: 1, totalMs: 12, source: 'model', raw: 'secret' });
  world.configure('maxLines', 3);
  await shell.command('copyDiagnostics');
  expect(world.clipboard).toContain('State: ready. Ready.');
  expect(world.clipboard).toContain('Shown: written by the model');
  expect(world.clipboard).toContain('maxLines = 3');
  expect(world.clipboard).not.toContain('secret');
  expect(world.logged.join('\n')).toContain('completion');
});
