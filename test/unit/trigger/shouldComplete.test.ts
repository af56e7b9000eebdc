import { expect, test } from 'vitest';

import type { CompletionRequest, CompletionSettings } from '../../../src/completion/request';
import { shouldComplete } from '../../../src/completion/trigger/shouldComplete';
import { shouldCompleteHere } from '../../../src/completion/trigger/shouldCompleteHere';
import { read, snapshot } from '../syntax/parsing';

const settings: CompletionSettings = {
  enabled: true,
  automatic: true,
  disabledLanguages: ['markdown'],
  insideComments: 'on',
  profile: 'balanced',
  maxLines: 10,
  maxTokens: 100,
  prefillBudgetMs: 1_000,
  debounce: 'adaptive',
  useOpenFiles: true,
  speculate: false,
  learn: true,
  checkMembers: true,
};

function request(drawing: string, change: Partial<CompletionRequest> = {}): CompletionRequest {
  const { text, offset } = read(drawing);
  return {
    id: 1,
    snapshot: snapshot('typescript', text),
    offset,
    trigger: 'automatic',
    indentUnit: '  ',
    editedAt: 5,
    hasSelection: false,
    cursorCount: 1,
    ...change,
  };
}

function check(drawing: string, reason: string | undefined, change: Partial<CompletionRequest> = {}): void {
  expect(shouldComplete(request(drawing, change), settings)).toBe(reason);
}

test.each([
  ['const x = █', undefined],
  ['const x = fo█', undefined],
  ['const x = fo█;', undefined],
  ['foo(█bar)', undefined],
  ['foo(█)', undefined],
  ['con█st x', 'inside-word'],
  ['na█ïve', 'inside-word'],
  ['größ█e', 'inside-word'],
  ['$a█b', 'inside-word'],
  ['a█_b', 'inside-word'],
  ['x𝒜█𝒷', 'inside-word'],
  ['😀█😀', undefined],
  ['a█😀', undefined],
  ['a█-b', undefined],
  ['█', 'empty-document'],
  ['  \n█\n', 'empty-document'],
  ['a\0b █', 'binary-or-minified'],
])('an automatic request after an edit, %j: %s', (drawing, reason) => {
  check(drawing, reason);
});

test('a line of machine-made length is left alone, a long file is not', () => {
  check(`const x = '${'a'.repeat(10_001)}';█`, 'binary-or-minified');
  check(`const x = '${'a'.repeat(10_001)}';\n█`, undefined);
  check(`${'const x = 1;\n'.repeat(50_000)}█`, undefined);
});

test('facts stop every request', () => {
  for (const trigger of ['automatic', 'manual'] as const) {
    check('x = █', 'several-cursors', { trigger, cursorCount: 2 });
    check('x = █', 'selection', { trigger, hasSelection: true });
    check('\0█', 'binary-or-minified', { trigger });
    check('x = █', 'language-disabled', { trigger, snapshot: snapshot('markdown', 'x = ') });
    expect(shouldComplete(request('x = █', { trigger }), { ...settings, enabled: false })).toBe('disabled');
  }
});

test('taste stops automatic requests only', () => {
  const off = { ...settings, automatic: false };
  expect(shouldComplete(request('x = █'), off)).toBe('automatic-off');
  expect(shouldComplete(request('x = █', { trigger: 'manual' }), off)).toBeUndefined();
  check('x = █', 'caret-moved', { editedAt: undefined });
  check('x = █', undefined, { editedAt: undefined, trigger: 'manual' });
  const rests = {
    undone: 'undone',
    pasted: 'pasted',
    accepted: 'just-accepted',
    snippet: 'snippet',
  } as const;
  for (const lastEdit of ['undone', 'pasted', 'accepted', 'snippet'] as const) {
    check('x = █', rests[lastEdit], { lastEdit });
    check('x = █', undefined, { lastEdit, trigger: 'manual' });
  }
  check('x = █', undefined, { lastEdit: 'typed' });
  check('con█st', undefined, { trigger: 'manual' });
  check('█', undefined, { trigger: 'manual' });
});

test.each([
  ['off', 'automatic', 'comment', 'inside-comment'],
  ['off', 'automatic', 'string', 'inside-string'],
  ['off', 'automatic', 'code', undefined],
  ['off', 'manual', 'comment', undefined],
  ['line', 'automatic', 'comment', undefined],
  ['on', 'automatic', 'string', undefined],
] as const)('comments %s, %s request in %s: %s', (insideComments, trigger, place, reason) => {
  expect(shouldCompleteHere(request('█', { trigger }), { ...settings, insideComments }, place)).toBe(reason);
});
