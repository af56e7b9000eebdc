import { expect, test } from 'vitest';

import type { CompletionRequest, CompletionSettings } from '../../../src/completion/request';
import { debounceMs } from '../../../src/completion/trigger/debounce';
import { TypingRhythm } from '../../../src/completion/trigger/typingRhythm';
import { read, snapshot } from '../syntax/parsing';

interface Case {
  readonly trigger?: 'automatic' | 'manual';
  readonly debounce?: 'adaptive' | number;
  readonly medianPauseMs?: number;
  readonly ttftMs?: number;
  readonly isSure?: boolean;
}

function wait(
  drawing: string,
  { trigger = 'automatic', debounce = 'adaptive', medianPauseMs, ttftMs = 0, isSure = false }: Case,
) {
  const { text, offset } = read(drawing);
  const request: CompletionRequest = {
    id: 1,
    snapshot: snapshot('typescript', text),
    offset,
    trigger,
    indentUnit: '  ',
    editedAt: 0,
    hasSelection: false,
    cursorCount: 1,
  };
  const settings: CompletionSettings = {
    enabled: true,
    automatic: true,
    disabledLanguages: [],
    insideComments: 'on',
    profile: 'balanced',
    maxLines: 10,
    maxTokens: 100,
    prefillBudgetMs: 1_000,
    debounce,
    useOpenFiles: true,
    speculate: false,
    learn: true,
    checkMembers: true,
  };
  return debounceMs(request, settings, { medianPauseMs, expectedTtftMs: ttftMs, isSure });
}

test('a request by hand does not wait', () => {
  expect(wait('const fo█', { trigger: 'manual', debounce: 500, medianPauseMs: 200 })).toBe(0);
});

test('a fixed pause is taken at its word', () => {
  expect(wait('const fo█', { debounce: 75, medianPauseMs: 200 })).toBe(75);
  expect(wait('█', { debounce: 75 })).toBe(75);
});

test('what the memory is sure of need not wait, unless the pause is fixed', () => {
  expect(wait('const fo█', { medianPauseMs: 200 })).toBe(140);
  expect(wait('const fo█', { medianPauseMs: 200, isSure: true })).toBe(0);
  expect(wait('const fo█', { medianPauseMs: 200, isSure: true, debounce: 75 })).toBe(75);
});

test.each(['\n  █', '█', 'foo(█)', 'foo(a, █)', 'if (a) {█}', 'a.█', 'const x = █', 'case 1:█', '() => █'])(
  'a fresh line and an opener do not wait, %j',
  (drawing) => {
    expect(wait(drawing, { medianPauseMs: 200 })).toBe(0);
  },
);

test('in a word the wait is a fraction of the usual pause', () => {
  expect(wait('const fo█', { medianPauseMs: 100 })).toBe(70);
  expect(wait('const fo█', { medianPauseMs: 200 })).toBe(140);
});

test('the time the model needs anyway is part of the wait', () => {
  expect(wait('const fo█', { medianPauseMs: 200, ttftMs: 40 })).toBe(100);
  expect(wait('const fo█', { medianPauseMs: 200, ttftMs: 900 })).toBe(0);
});

test('slow typing does not make the hint slow', () => {
  expect(wait('const fo█', { medianPauseMs: 900 })).toBe(200);
});

test('before the rhythm is known a brisk one is assumed', () => {
  expect(wait('const fo█', {})).toBe(105);
});

test('the rhythm is the median of pauses that are typing', () => {
  const rhythm = new TypingRhythm();
  let now = 0;
  rhythm.note(now);
  for (const pause of [100, 5_000, 120, 2, 140, 90, 110, 130, 115, 105, 125, 95]) rhythm.note((now += pause));
  expect(rhythm.medianPauseMs()).toBe(115);
});

test('too few pauses are no rhythm', () => {
  const rhythm = new TypingRhythm();
  for (let now = 0; now < 1_000; now += 100) rhythm.note(now);
  expect(rhythm.medianPauseMs()).toBeUndefined();
  rhythm.note(1_000);
  expect(rhythm.medianPauseMs()).toBe(100);
});

test('the rhythm follows a change of mood', () => {
  const rhythm = new TypingRhythm();
  let now = 0;
  for (let key = 0; key < 100; key += 1) rhythm.note((now += 300));
  for (let key = 0; key < 61; key += 1) rhythm.note((now += 80));
  expect(rhythm.medianPauseMs()).toBe(80);
});
