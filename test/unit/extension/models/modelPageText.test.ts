import { expect, test } from 'vitest';

import type { ModelFacts } from '../../../../src/extension/models/modelFacts';
import { modelPageText } from '../../../../src/extension/models/modelPageText';
import { family, fit, installed, variant } from './shopForTest';

const small = family('small', [variant('acme/small:Q8_0'), variant('acme/small:Q4_K_M')]);
const facts: ModelFacts = {
  family: small,
  installed: [],
  downloads: [],
  fits: new Map([['acme/small:Q8_0', fit('works')]]),
  inUse: undefined,
  header: undefined,
  onMyCode: [],
};

test('answers every question of a careful person', () => {
  const headings = [...modelPageText('Small', facts).matchAll(/^##? (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([
    'Small',
    'What it is for',
    'Does it fit this machine, and how fast is it here',
    'How good is it',
    'What stays private',
    'Licence and terms',
    'Where it comes from, and is the file intact',
  ]);
});

test('says what a figure is: measured, scaled, or not known', () => {
  const page = modelPageText('Small', facts);
  expect(page).toContain(
    '| Q8\\_0 | 100 MB | works | about 80 ms to the first word, about 20 tokens/s, 200 MB of memory |',
  );
  expect(page).toContain('| Q4\\_K\\_M | 100 MB |  | not known yet |');
  const measured = {
    ...facts,
    fits: new Map([['acme/small:Q8_0', { ...fit('works'), basis: 'measured' as const }]]),
  };
  expect(modelPageText('Small', measured)).toContain('| 80 ms to the first word');
});

test('warns of a licence that limits use, and of a gate', () => {
  const limited = { ...small, isGated: true, licence: { ...small.licence, commercialUse: 'no' as const } };
  const page = modelPageText('Small', { ...facts, family: limited });
  expect(page).toContain('**Not for commercial use.**');
  expect(page).toContain('only to those who have accepted the licence');
});

test('says why a download has failed, and what can be done', () => {
  const problem = { code: 'gated', message: 'The hub asks for a licence.', remedy: 'Accept it.' };
  const page = modelPageText('Small', {
    ...facts,
    downloads: [
      {
        ref: 'acme/small:Q8_0',
        kind: 'failed',
        bytesDone: 0,
        bytesTotal: 1,
        bytesPerSecond: undefined,
        problem,
      },
    ],
  });
  expect(page).toContain('has failed.** The hub asks for a licence. Accept it.');
});

test('gives the hash and the revision of a file that is here', () => {
  const model = {
    ...installed('acme/small:Q8_0', 'downloaded' as const),
    sha256: 'ab12',
    source: {
      repository: 'acme/small',
      revision: 'c0ffee',
      file: 'small.gguf',
      url: 'https://example.org/small.gguf',
    },
    verifiedAt: Date.UTC(2026, 0, 2),
  };
  const page = modelPageText('Small', { ...facts, installed: [model] });
  expect(page).toContain('acme/small at revision c0ffee; SHA-256 `ab12`; verified 2026-01-02.');
});

test('says what a file of the user is, and how it will be asked', () => {
  const page = modelPageText('mine', {
    ...facts,
    family: undefined,
    installed: [installed('/home/me/mine.gguf', 'linked')],
    inUse: '/models//home/me/mine.gguf',
    header: {
      architecture: 'qwen2',
      parameters: 494_000_000,
      trainedContextTokens: 32_768,
      quantization: 'Q8_0',
      fim: { family: 'Qwen2.5-Coder', format: { layout: 'psm' } },
    },
  });
  expect(page).toContain('**In use now:** /home/me/mine.gguf.');
  expect(page).toContain('qwen2, 494 M parameters, Q8\\_0, a context window of 32,768 tokens');
  expect(page).toContain('(psm; taken from: Qwen2.5-Coder)');
  expect(page).toContain('does not know the licence');
});

test('a path with signs in it stays a path', () => {
  const odd = { ...installed('x', 'linked'), file: '/home/me/`a`**b**.gguf' };
  expect(modelPageText('x', { ...facts, family: undefined, installed: [odd] })).toContain(
    '- ``/home/me/`a`**b**.gguf``:',
  );
});

test('a name from a file or a hub is text, never markup', () => {
  const page = modelPageText('![x](http://evil)<b>', {
    ...facts,
    family: undefined,
    onMyCode: ['[a](command:b)'],
  });
  expect(page).toContain('# \\!\\[x\\](http://evil)\\<b\\>');
  expect(page).not.toMatch(/[^\\]\[a\]/);
});
