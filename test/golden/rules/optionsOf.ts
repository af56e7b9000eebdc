import { expect } from 'vitest';

import type { CompletionRequest, CompletionSettings } from '../../../src/completion/request';
import type { Options } from './readCases';

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
  profile: (value) => ({ profile: profiles.find((each) => each === value) ?? 'balanced' }),
};
const comments = ['on', 'line', 'off'] as const;
const profiles = ['calm', 'balanced', 'eager'] as const;

export function requestOf(options: Options): Partial<CompletionRequest> {
  return Object.assign({}, ...chosen(options, requestKeys)) as Partial<CompletionRequest>;
}

export function settingsOf(options: Options): Partial<CompletionSettings> {
  return Object.assign({}, ...chosen(options, settingsKeys)) as Partial<CompletionSettings>;
}

/** `others` are those that whoever plays the case reads. */
export function expectKnown(options: Options, others: readonly string[]): void {
  const known = [...Object.keys(requestKeys), ...Object.keys(settingsKeys), ...others];
  expect(
    Object.keys(options).filter((key) => !known.includes(key)),
    'options that nobody knows',
  ).toEqual([]);
}

function chosen<T>(options: Options, keys: Readonly<Record<string, (value: string) => T>>): readonly T[] {
  return Object.entries(options).flatMap(([key, value]) => {
    const make = keys[key];
    return make ? [make(value)] : [];
  });
}
