import { describe, expect, test } from 'vitest';

import type { CompletionRequest, CompletionSettings } from '../../../src/completion/request';
import { checkIn, type Check } from '../line/check';
import { languages, readRules, type Case } from './readCases';
import { ruleNames } from './ruleNames';

const rules = readRules();

/** How deep a level stands in each language's drawings. */
const indentUnits: Readonly<Record<string, string>> = { typescript: '  ', cpp: '  ', go: '\t' };

describe('every rule has a case in every language', () => {
  test('and every file of cases is a rule', () => {
    expect(rules.map(({ name }) => name)).toEqual(ruleNames.toSorted());
  });
  for (const { name, sentence, cases } of rules) {
    test(name, () => {
      expect(sentence).not.toBe('');
      const missing = languages.filter(
        (language) => !cases.some(({ languageId }) => languageId === language),
      );
      expect(missing, `${name} has no case in these`).toEqual([]);
    });
  }
});

const written = rules.flatMap(({ cases }) => cases.map(({ languageId }) => languageId));
for (const languageId of new Set([...languages, ...written])) {
  const check = checkIn(languageId, indentUnits[languageId] ?? '    ');
  describe(languageId, () => {
    for (const { name, cases } of rules) {
      const own = cases.filter((each) => each.languageId === languageId);
      for (const each of own) test([name, each.title].filter(Boolean).join(': '), () => run(check, each));
    }
  });
}

function run(check: Check, { document, written, shown, options, then }: Case): Promise<void> {
  return check(document, written, shown, requestOf(options), settingsOf(options), then);
}

const requestKeys: Readonly<Record<string, (value: string) => Partial<CompletionRequest>>> = {
  trigger: (value) => ({ trigger: value === 'manual' ? 'manual' : 'automatic' }),
  lastEdit: (value) => ({ lastEdit: lastEdits.find((edit) => edit === value) ?? 'typed' }),
  selection: () => ({ hasSelection: true }),
  cursors: (value) => ({ cursorCount: Number(value) }),
  moved: () => ({ editedAt: undefined }),
};
const lastEdits = ['typed', 'undone', 'pasted', 'accepted', 'snippet'] as const;

const settingsKeys: Readonly<Record<string, (value: string) => Partial<CompletionSettings>>> = {
  automatic: (value) => ({ automatic: value === 'on' }),
  insideComments: (value) => ({ insideComments: comments.find((each) => each === value) ?? 'on' }),
  maxLines: (value) => ({ maxLines: Number(value) }),
  maxTokens: (value) => ({ maxTokens: Number(value) }),
};
const comments = ['on', 'line', 'off'] as const;

function requestOf(options: Case['options']): Partial<CompletionRequest> {
  return Object.assign({}, ...chosen(options, requestKeys)) as Partial<CompletionRequest>;
}

function settingsOf(options: Case['options']): Partial<CompletionSettings> {
  return Object.assign({}, ...chosen(options, settingsKeys)) as Partial<CompletionSettings>;
}

function chosen<T>(
  options: Case['options'],
  keys: Readonly<Record<string, (value: string) => T>>,
): readonly T[] {
  const unknown = Object.keys(options).filter((key) => !(key in requestKeys) && !(key in settingsKeys));
  expect(unknown, 'options that nobody knows').toEqual([]);
  return Object.entries(options).flatMap(([key, value]) => {
    const make = keys[key];
    return make ? [make(value)] : [];
  });
}
