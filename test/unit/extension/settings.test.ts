import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { lifecycleSettings } from '../../../src/extension/createLifecycle';
import { numberSettings, parseSettings, settingKeys } from '../../../src/extension/settings';

interface Property {
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const properties: Readonly<Record<string, Property>> = manifest.contributes.configuration.properties;

const parsed = (values: Readonly<Record<string, unknown>>) => parseSettings((key) => values[key]);

test('the manifest and the parser know the same settings', () => {
  expect(Object.keys(properties).sort()).toEqual(settingKeys.map((key) => `inkling.${key}`).sort());
});

test('the defaults of the manifest are those of the parser, and pass it without a complaint', () => {
  const byManifest = parseSettings((key) => properties[`inkling.${key}`]?.default);
  expect(byManifest.complaints).toEqual([]);
  expect(byManifest.settings).toEqual(parsed({}).settings);
});

test('the ranges of the manifest are those of the parser', () => {
  for (const [key, { minimum, maximum }] of Object.entries(numberSettings)) {
    expect(properties[`inkling.${key}`], key).toMatchObject({ minimum, maximum });
  }
});

test('a number out of range becomes the nearest limit, with a complaint that names both', () => {
  const { settings, complaints } = parsed({ maxLines: 1000, 'model.contextSize': -3 });
  expect(settings.completion.maxLines).toBe(numberSettings.maxLines.maximum);
  expect(settings.model.contextSize).toBe(numberSettings['model.contextSize'].minimum);
  expect(complaints).toEqual([
    'inkling.maxLines: 1000 cannot be used; 60 is.',
    'inkling.model.contextSize: -3 cannot be used; 512 is.',
  ]);
});

test.each([
  ['enabled', 'yes'],
  ['disabledLanguages', 'python'],
  ['disabledLanguages', ['python', 7]],
  ['insideComments', 'sometimes'],
  ['maxLines', '12'],
  ['maxTokens', Number.NaN],
  ['debounce', 'fast'],
  ['model.path', 7],
  ['model.gpu', 'opencl'],
  ['model.gpuLayers', 'many'],
  ['model.adapters', [{ path: '' }]],
  ['model.adapters', [{ path: '/a.gguf', scale: 3 }]],
])('inkling.%s: %j is no value, so the default holds and is complained about', (key, value) => {
  const { settings, complaints } = parsed({ [key]: value });
  expect(settings).toEqual(parsed({}).settings);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(`inkling.${key}`);
});

test('the pause is a number of milliseconds or follows the user', () => {
  expect(parsed({ debounce: 75 }).settings.completion.debounce).toBe(75);
  expect(parsed({ debounce: 'adaptive' }).settings.completion.debounce).toBe('adaptive');
  expect(parsed({ debounce: -1 }).settings.completion.debounce).toBe(0);
});

test('blanks around a path are a slip of the hand', () => {
  expect(parsed({ 'model.path': ' /models/a.gguf ' }).settings.model.path).toBe('/models/a.gguf');
});

test('an adapter counts as it was trained unless the user says how much', () => {
  const written = [{ path: '/a.gguf' }, { path: '~/b.gguf', scale: 0.5 }];
  expect(parsed({ 'model.adapters': written }).settings.model.adapters).toEqual([
    { file: '/a.gguf', scale: 1 },
    { file: '~/b.gguf', scale: 0.5 },
  ]);
});

test('the stops of the user’s own families are for the model’s process', () => {
  const own = { id: 'mine', name: 'Mine', parameters: 1e9, contextTokens: 4096 };
  const fim = { layout: 'psm', stops: ['<END>'] };
  const { settings, complaints } = parsed({ models: [{ ...own, fim }] });
  expect(complaints).toEqual([]);
  expect(lifecycleSettings(settings.model).ownStops).toEqual([
    { family: 'mine', files: [], stops: ['<END>'] },
  ]);
});
