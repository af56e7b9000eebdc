import { expect, test } from 'vitest';

import { describeStatus, type Situation } from '../../../src/extension/status';
import { ModelError } from '../../../src/model/errors';

const file = '/models/a.gguf';
const fim = { layout: 'spm-contiguous', files: 'none', fileHeader: 'path', repo: false } as const;
const error = new ModelError('truncated', 'a.gguf is cut off.', 'Download it again.');

const atRest: Situation = {
  isPaused: false,
  isEnabled: true,
  isAutomatic: true,
  isThinking: false,
  isStarting: false,
  offHere: undefined,
  model: { kind: 'ready', file, name: 'A', fim, contextTokens: 4096, bytes: 1, where: '', trouble: '' },
  refused: undefined,
};

const statusOf = (change: Partial<Situation>) => describeStatus({ ...atRest, ...change });

test.each<readonly [string, Partial<Situation>, string, string]>([
  ['nothing in the way', {}, 'ready', '$(pencil) Inkling'],
  ['a request under way', { isThinking: true }, 'thinking', '$(loading~spin) Inkling'],
  ['a pause', { isPaused: true, isThinking: true }, 'paused', '$(debug-pause) Inkling'],
  ['the setting', { isEnabled: false }, 'disabled', '$(circle-slash) Inkling'],
  ['a language', { offHere: 'Off here.', isThinking: true }, 'off', '$(circle-slash) Inkling'],
  ['the start', { isStarting: true, model: { kind: 'absent' } }, 'loading', '$(loading~spin) Inkling'],
  ['no model', { model: { kind: 'absent' } }, 'absent', '$(warning) Inkling: no model'],
  [
    'loading',
    { model: { kind: 'loading', file, progress: 0.426 } },
    'loading',
    '$(loading~spin) Inkling 42%',
  ],
  ['an unloaded model', { model: { kind: 'idle', file } }, 'idle', '$(pencil) Inkling'],
  [
    'a restart',
    { model: { kind: 'restarting', file, attempt: 2, inMs: 500 } },
    'restarting',
    '$(sync~spin) Inkling',
  ],
  ['a failure', { model: { kind: 'failed', file, error } }, 'failed', '$(error) Inkling: model failed'],
])('%s', (_name, change, word, text) => {
  expect(statusOf(change)).toMatchObject({ word, text });
});

test('a failure says what to do', () => {
  const { reason, severity } = statusOf({ model: { kind: 'failed', file, error } });
  expect(reason).toBe('a.gguf is cut off. Download it again.');
  expect(severity).toBe('error');
});

test('a refused model file is named with its remedy while the model before it is ready', () => {
  const refused = { file: '/models/b.gguf', message: 'b.gguf is no model.', remedy: 'Choose another.' };
  expect(statusOf({ refused })).toEqual({
    word: 'ready',
    text: '$(warning) Inkling',
    reason: 'b.gguf is no model. Choose another. Ready.',
    severity: 'warning',
  });
});

test('what the model does without is said while it is ready', () => {
  const model = {
    kind: 'ready',
    file,
    name: 'A',
    fim,
    contextTokens: 4096,
    bytes: 1,
    where: '',
    trouble: 'CUDA is not used: it fell over.',
  } as const;
  expect(statusOf({ model })).toEqual({
    word: 'ready',
    text: '$(warning) Inkling',
    reason: 'CUDA is not used: it fell over. Ready.',
    severity: 'warning',
  });
});

test('with automatic completion off, ready means ready when asked', () => {
  expect(statusOf({ isAutomatic: false }).reason).toContain('when you ask');
});
