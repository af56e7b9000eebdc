import { expect, test } from 'vitest';

import { IgnoreRules } from '../../../src/project/ignoreRules';

function rulesOf(files: Readonly<Record<string, string>>): IgnoreRules {
  const rules = new IgnoreRules();
  for (const [folder, text] of Object.entries(files)) rules.add(folder, text);
  return rules;
}

test.each([
  ['dist/a.js', true],
  ['src/dist/a.js', true],
  ['src/distance.js', false],
  ['build/a.js', true],
  ['src/build/a.js', false],
  ['a.log.ts', false],
  ['keep.gen.ts', false],
  ['other.gen.ts', true],
])('a file at the top decides about %s', (path, isIgnored) => {
  const rules = rulesOf({ '': '# built\ndist/\n/build\n*.gen.ts\n!keep.gen.ts\n' });
  expect(rules.ignores(path)).toBe(isIgnored);
});

test('a file further down has the last word for its folder', () => {
  const rules = rulesOf({ '': '*.gen.ts\n', 'src/api': '!*.gen.ts\n/old\n' });
  expect(rules.ignores('src/a.gen.ts')).toBe(true);
  expect(rules.ignores('src/api/a.gen.ts')).toBe(false);
  expect(rules.ignores('src/api/old/a.ts')).toBe(true);
  expect(rules.ignores('src/old/a.ts')).toBe(false);
});

test('what is in an ignored folder cannot be taken back', () => {
  const rules = rulesOf({ '': 'vendor/\n', vendor: '!*\n' });
  expect(rules.ignores('vendor/a.ts')).toBe(true);
});

test.each(['node_modules/a/index.js', 'packages/b/node_modules/c.js', '.git/hooks/a.py'])(
  '%s is never ours',
  (path) => {
    expect(rulesOf({}).ignores(path)).toBe(true);
  },
);
