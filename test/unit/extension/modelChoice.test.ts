import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { chosenModelFile } from '../../../src/extension/chosenModelFile';
import { ModelChoice } from '../../../src/extension/modelChoice';
import { ModelError } from '../../../src/model/errors';
import type { ModelState } from '../../../src/model/modelState';

/** Loads every file but those that are called broken. */
class FakeLifecycle {
  state: ModelState = { kind: 'absent' };
  readonly used: string[] = [];
  async use(file: string): Promise<void> {
    this.used.push(path.basename(file));
    await Promise.resolve();
    if (path.basename(file).startsWith('broken'))
      throw new ModelError('not-gguf', 'That is no model.', 'Choose another.');
    this.state = { kind: 'idle', file };
  }
}

let folder: string;
let written: string;
let lifecycle: FakeLifecycle;
let warnings: string[];
let choice: ModelChoice;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inkling-choice-'));
  writeFileSync(path.join(folder, 'bundled.gguf'), '');
  written = '';
  lifecycle = new FakeLifecycle();
  warnings = [];
  const note = (): void => undefined;
  const logger = {
    trace: note,
    debug: note,
    info: note,
    warn: (message: string) => void warnings.push(message),
  };
  choice = new ModelChoice({
    lifecycle,
    bundledFolder: folder,
    logger,
    written: () => written,
    changed: note,
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const inUse = () => (lifecycle.state.kind === 'absent' ? undefined : path.basename(lifecycle.state.file));

test('with nothing chosen it is the bundled model, tried once', async () => {
  expect(choice.isStarting).toBe(true);
  await Promise.all([choice.started(), choice.started()]);
  expect(lifecycle.used).toEqual(['bundled.gguf']);
  expect(choice.isStarting).toBe(false);
  expect(choice.refused).toBeUndefined();
});

test('a broken file in the settings is refused by name, and the model before it goes on', async () => {
  written = '/models/good.gguf';
  await choice.started();
  written = '/models/broken.gguf';
  await choice.follow();
  expect(inUse()).toBe('good.gguf');
  expect(choice.refused).toEqual({
    file: '/models/broken.gguf',
    message: 'broken.gguf: That is no model.',
    remedy: 'Choose another.',
  });
  expect(warnings).toEqual(['broken.gguf: That is no model.']);
});

test('a broken file at the start leaves the bundled model', async () => {
  written = '/models/broken.gguf';
  await choice.started();
  expect(inUse()).toBe('bundled.gguf');
  expect(choice.refused?.file).toBe('/models/broken.gguf');
});

test('a good file after a broken one clears the refusal', async () => {
  written = '/models/broken.gguf';
  await choice.started();
  written = '';
  await choice.follow();
  expect(choice.refused).toBeUndefined();
  expect(lifecycle.used).toEqual(['broken.gguf', 'bundled.gguf']);
});

test('a command that chooses a broken file throws, and changes nothing', async () => {
  await choice.started();
  await expect(choice.choose('/models/broken.gguf')).rejects.toThrow('That is no model.');
  expect(inUse()).toBe('bundled.gguf');
  expect(choice.refused).toBeUndefined();
});

test('changes that come while one is under way end with the last', async () => {
  written = '/models/first.gguf';
  const first = choice.started();
  written = '/models/second.gguf';
  await Promise.all([first, choice.follow()]);
  expect(inUse()).toBe('second.gguf');
});

test('a build without a model says so', async () => {
  rmSync(path.join(folder, 'bundled.gguf'));
  await choice.started();
  expect(lifecycle.state.kind).toBe('absent');
  expect(choice.refused?.message).toBe('This build of Inkling comes without a model.');
});

test('a path is absolute, or begins at the home folder', () => {
  expect(chosenModelFile('/models/../a.gguf')).toBe('/a.gguf');
  expect(chosenModelFile('~/a.gguf')).toBe(path.join(homedir(), 'a.gguf'));
  expect(() => chosenModelFile('models/a.gguf')).toThrow(ModelError);
});
