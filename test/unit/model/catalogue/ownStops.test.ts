import { describe, expect, test } from 'vitest';

import { extendedCatalogue } from '../../../../src/model/catalogue/catalogue';
import { ownStops, stopsOf } from '../../../../src/model/catalogue/ownStops';
import { needsRestart } from '../../../../src/model/lifecycleSettings';
import { settings } from '../lifecycleForTest';

const mine = {
  id: 'mine-1b',
  name: 'Mine',
  parameters: 1e9,
  contextTokens: 4096,
  fim: { layout: 'psm', tokens: { prefix: '<P>' }, stops: ['<END>', '\n\n', ''] },
  variants: [{ repository: 'me/mine', quantization: 'Q8_0', file: 'gguf/own.gguf' }],
};
const changed = { id: 'qwen2.5-coder-0.5b', fim: { layout: 'psm', stops: ['END'] } };
const silent = { ...mine, id: 'silent', fim: { layout: 'psm' }, variants: [] };

function read(...models: readonly unknown[]) {
  const { families, complaints } = extendedCatalogue(models);
  expect(complaints).toEqual([]);
  return ownStops(families);
}

test('only families of the setting count, and only those with stops', () => {
  expect(read()).toEqual([]);
  expect(read(mine, silent)).toEqual([{ family: 'mine-1b', files: ['own.gguf'], stops: ['<END>', '\n\n'] }]);
});

describe('a model file has the stops', () => {
  const own = read(mine, changed);

  test.each<[why: string, file: string, name: string, stops: string[]]>([
    ['of the family that lists it', '/models/me/own.gguf', 'Base', ['<END>', '\n\n']],
    ['of the family that its own name speaks of', '/models/x.gguf', 'Mine 1B', ['<END>', '\n\n']],
    ['of the family that its file’s name speaks of', '/models/mine-1b-q8.gguf', 'x', ['<END>', '\n\n']],
    ['of a known family that the setting changes', '/m/q.gguf', 'Qwen2.5 Coder 0.5B', ['END']],
    ['of nobody when another family is meant', '/m/q.gguf', 'Qwen2.5 Coder 1.5B', []],
    ['of nobody when no family is meant', '/m/x.gguf', 'x', []],
  ])('%s', (_, file, name, stops) => {
    expect(stopsOf(file, name, own)).toEqual(stops);
  });

  test('a longer name of the catalogue goes before a part of it', () => {
    expect(stopsOf('/m/x.gguf', 'Qwen2.5 Coder 1.5B', read({ ...mine, id: 'coder' }))).toEqual([]);
  });
});

test('other stops need a model that is loaded anew', () => {
  expect(needsRestart(settings, { ...settings, ownStops: [] })).toBe(false);
  expect(needsRestart({ ...settings, ownStops: read(mine) }, { ...settings, ownStops: read(mine) })).toBe(
    false,
  );
  expect(needsRestart({ ...settings, ownStops: read(mine) }, settings)).toBe(true);
});
