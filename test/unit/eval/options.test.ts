import { describe, expect, test } from 'vitest';

import { changed, labSettings } from '../../eval/configuration';
import { htmlPage } from '../../eval/page/htmlPage';
import { parseOptions } from '../../eval/options';
import { runOf } from '../../eval/report';
import { holesOf, program, runWith } from './labForTest';

describe('the command line', () => {
  test('fills holes unless it is told otherwise', () => {
    expect(parseOptions([])).toMatchObject({
      task: { kind: 'holes' },
      holes: 540,
      seed: 1,
      isComparison: false,
    });
    expect(parseOptions(['--quick', '--seed', '7'])).toMatchObject({ holes: 120, seed: 7 });
    expect(parseOptions(['--typing', 'a.ts']).task).toEqual({
      kind: 'typing',
      file: 'a.ts',
      characters: 1200,
    });
    expect(parseOptions(['--suite', 'crosscodeeval', '--data', 'x']).task).toMatchObject({ kind: 'suite' });
  });

  test.each([
    [['--nonsense']],
    [['--holes', 'many']],
    [['--suite', 'imaginary', '--data', 'x']],
    [['--suite', 'crosscodeeval']],
    [['--model', 'a', '--model', 'b']],
    [['--compare']],
    [['--compare', '--set', 'maxLines=2', '--typing', 'a.ts']],
  ])('refuses %j', (args) => {
    expect(() => parseOptions(args)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
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

describe('the page', () => {
  test('needs nothing from elsewhere and lets no code into its markup', async () => {
    const holes = await holesOf([program], 4);
    const results = await runWith(holes, () => '</td><script>steal()</script>');
    const page = htmlPage({
      seed: 1,
      corpus: [{ package: 'shop', files: 1 }],
      overlap: { checked: false, trainingFiles: 0, faults: [] },
      runs: [runOf('scripted', labSettings(), results, 1)],
    });
    expect(page).not.toMatch(/<script|https?:|url\(|@import|<link|<img/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('<svg');
    expect(page).not.toContain('NaN');
  });
});
