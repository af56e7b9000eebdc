import { describe, expect, test } from 'vitest';

import { changed, labSettings } from '../../eval/configuration';
import { parseOptions } from '../../eval/options';

describe('the command line', () => {
  test('fills holes unless it is told otherwise', () => {
    expect(parseOptions([])).toMatchObject({
      task: { kind: 'holes' },
      holes: 540,
      seed: 1,
      isComparison: false,
    });
    expect(parseOptions(['--token-ms', '30'])).toMatchObject({ tokenMs: 30 });
    expect(parseOptions(['--quick', '--seed', '7'])).toMatchObject({ holes: 120, seed: 7 });
    expect(parseOptions(['--typing', 'a.ts'])).toMatchObject({
      task: { kind: 'typing', file: 'a.ts' },
      characters: 1200,
    });
    expect(parseOptions(['--suite', 'crosscodeeval', '--data', 'x']).task).toMatchObject({ kind: 'suite' });
  });

  test('measures rules, all of them or the named ones', () => {
    expect(parseOptions(['--rules', 'holes'])).toMatchObject({
      task: { kind: 'rules', table: 'holes', only: [] },
      holes: 180,
    });
    const some = ['--rules', 'typing', '--only', 'cache,join', '--only', 'ahead', '--quick', '--files', '3'];
    expect(parseOptions(some)).toMatchObject({
      task: { table: 'typing', only: ['cache', 'join', 'ahead'] },
      typedFiles: 3,
    });
  });

  test.each([
    [['--nonsense']],
    [['--kind', 'whole-program']],
    [['--rules', 'everything']],
    [['--rules', 'holes', '--only', 'luck']],
    [['--rules', 'sloppy', '--only', 'cache']],
    [['--rules', 'holes', '--compare', '--set', 'maxLines=2']],
    [['--only', 'gate']],
    [['--holes', 'many']],
    [['--suite', 'imaginary', '--data', 'x']],
    [['--suite', 'crosscodeeval']],
    [['--model', 'a', '--model', 'b']],
    [['--compare']],
    [['--against', 'r.json', '--holes', '24']],
    [['--against', 'r.json', '--quick']],
    [['--against', 'r.json', '--typing', 'a.ts']],
    [['--against', 'r.json', '--compare', '--set', 'maxLines=2']],
    [['--compare', '--set', 'maxLines=2', '--typing', 'a.ts']],
  ])('refuses %j', (args) => {
    expect(() => parseOptions(args)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});

test('an adapter alone is a second run', () => {
  const options = parseOptions(['--compare', '--adapter', 'a.gguf']);
  expect(options).toMatchObject({ adapters: ['a.gguf'], models: [], isComparison: true });
});

test('a record says which holes are meant', () => {
  const record = { seed: 9, holes: 77 };
  expect(parseOptions(['--against', 'r.json'], record)).toMatchObject({ seed: 9, holes: 77, typedFiles: 0 });
});

describe('a changed setting', () => {
  test('replaces the default', () => {
    const settings = changed(labSettings(), ['useOpenFiles=false', 'maxLines=3', 'insideComments=off']);
    expect(settings).toMatchObject({ useOpenFiles: false, maxLines: 3, insideComments: 'off', debounce: 0 });
  });

  test.each(['useOpenFiles=perhaps', 'maxLines=few', 'colour=red', 'maxLines'])('refuses %s', (change) => {
    expect(() => changed(labSettings(), [change])).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});
