import { expect, test } from 'vitest';

import { promptBudget, type Budget } from '../../../src/completion/prompt/budget';
import type { CompletionSettings } from '../../../src/completion/request';

const settings: CompletionSettings = {
  enabled: true,
  automatic: true,
  disabledLanguages: [],
  insideComments: 'on',
  profile: 'balanced',
  maxLines: 10,
  maxTokens: 64,
  prefillBudgetMs: 1000,
  debounce: 'adaptive',
  useOpenFiles: true,
  speculate: false,
  learn: true,
  checkMembers: true,
};

function budget(contextTokens: number, prefillTokensPerSecond: number, given = settings): Budget {
  return promptBudget({ contextTokens, speed: { prefillTokensPerSecond, decodeTokensPerSecond: 20 } }, given);
}

const whole = ({ prefix, suffix, snippets }: Budget): number => prefix + suffix + snippets;

test('a prompt is what the machine reads in the time that the user grants', () => {
  expect(whole(budget(32_000, 2048))).toBe(2048);
  expect(whole(budget(32_000, 2048, { ...settings, prefillBudgetMs: 500 }))).toBe(1024);
});

test('a prompt and its completion fit into the context window', () => {
  for (const contextTokens of [64, 100, 512, 1000, 2048]) {
    const parts = budget(contextTokens, 1_000_000);
    expect(whole(parts) + parts.completion).toBeLessThan(contextTokens);
    expect(parts.prefix).toBeGreaterThan(parts.suffix);
  }
});

test('a slow machine still reads a useful prompt', () => {
  expect(whole(budget(32_000, 5))).toBe(256);
});

test('the noise of a measured speed does not move the window', () => {
  expect(budget(32_000, 1105)).toEqual(budget(32_000, 1190));
});

test('the suffix stays short, however fast the machine', () => {
  expect(budget(32_000, 20_000).suffix).toBe(160);
});

test('other files get nothing while the current file needs it, and a share when there is plenty', () => {
  expect(budget(32_000, 256).snippets).toBe(0);
  const { prefix, snippets } = budget(32_000, 4096);
  expect(snippets).toBeGreaterThan(1000);
  expect(prefix).toBeGreaterThan(snippets);
});

test('the completion is at most a quarter of a small window', () => {
  expect(budget(128, 1000).completion).toBe(32);
});
