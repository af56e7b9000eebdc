import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { catalogue, extendedCatalogue } from '../../../../src/model/catalogue/catalogue';
import data from '../../../../src/model/catalogue/catalogue.json';
import { parseFamilies } from '../../../../src/model/catalogue/parseFamilies';

const variants = catalogue.flatMap((family) => family.variants);
const mine = {
  id: 'mine',
  name: 'Mine',
  parameters: 1e9,
  contextTokens: 4096,
  fim: { layout: 'psm' },
  variants: [{ repository: 'me/mine', quantization: 'Q8_0', file: 'mine.gguf' }],
};

describe('the file', () => {
  test('has no fault, and loses nothing on the way in', () => {
    expect(parseFamilies(data, [], 'catalogue')).toMatchObject({ complaints: [] });
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(data);
  });

  test('knows every family that a user is promised', () => {
    expect(catalogue.map((family) => family.id)).toEqual([
      'inkling-7m-v1',
      'qwen2.5-coder-0.5b',
      'qwen2.5-coder-1.5b',
      'qwen2.5-coder-3b',
      'qwen2.5-coder-7b',
      'starcoder2-3b',
      'starcoder2-7b',
      'deepseek-coder-1.3b',
      'deepseek-coder-6.7b',
      'codegemma-2b',
      'codellama-7b',
      'granite-4.0-350m',
      'granite-4.0-1b',
      'mellum-4b',
      'seed-coder-8b',
      'llama-3.1-8b',
      'phi-3.5-mini',
      'tinyllama-1.1b',
      'mistral-7b',
      'gemma-2b',
    ]);
  });

  test('calls verified only what can be checked to the last byte', () => {
    for (const { ref, isVerified, bytes, sha256, revision, repository } of variants) {
      if (!isVerified) continue;
      expect([typeof bytes, typeof sha256], ref).toEqual(['number', 'string']);
      if (repository !== '') expect(typeof revision, ref).toBe('string');
    }
    expect(variants.filter((variant) => variant.isVerified)).toHaveLength(6);
  });

  test('the bundled model is the file that ships', () => {
    const bundled = variants.filter((variant) => variant.repository === '');
    expect(bundled).toHaveLength(1);
    for (const { file, bytes, sha256, ref } of bundled) {
      const shipped = path.join('media', 'models', file);
      expect(statSync(shipped).size).toBe(bytes);
      expect(readFileSync(`${shipped}.sha256`, 'utf8').slice(0, 64)).toBe(sha256);
      expect(ref).toBe(`inkling:${path.basename(file, '.gguf')}`);
    }
  });

  test('licences that limit use say so', () => {
    const use = (id: string) => catalogue.find((family) => family.id === id)?.licence.commercialUse;
    expect(use('qwen2.5-coder-3b')).toBe('no');
    expect(use('starcoder2-3b')).toBe('conditions');
    expect(use('qwen2.5-coder-1.5b')).toBe('free');
  });
});

describe('the setting inkling.models', () => {
  const faults = (value: unknown) => extendedCatalogue(value).complaints;

  test('adds a family', () => {
    const { families, complaints } = extendedCatalogue([mine]);
    expect(complaints).toEqual([]);
    expect(families.at(-1)).toMatchObject({
      id: 'mine',
      kind: 'fill-in-the-middle',
      licence: { name: 'unknown', commercialUse: 'conditions' },
      variants: [{ ref: 'me/mine:Q8_0', sha256: undefined, isVerified: false }],
    });
    expect(families).toHaveLength(catalogue.length + 1);
  });

  test('changes a known family, and keeps what it does not name', () => {
    const variant = { repository: 'me/qwen', quantization: 'Q4_K_M', file: 'qwen.gguf' };
    const { families, complaints } = extendedCatalogue([
      { id: 'qwen2.5-coder-0.5b', name: 'Mine', variants: [variant] },
    ]);
    const known = catalogue.find((family) => family.id === 'qwen2.5-coder-0.5b');
    const found = families.find((family) => family.id === 'qwen2.5-coder-0.5b');
    expect(complaints).toEqual([]);
    expect(found).toMatchObject({ name: 'Mine', fim: known?.fim, parameters: known?.parameters });
    expect(found?.variants[0]?.ref).toBe('me/qwen:Q4_K_M');
    expect(found?.variants).toHaveLength((known?.variants.length ?? 0) + 1);
  });

  test('names a fault by its path, and only its owner pays', () => {
    const { families, complaints } = extendedCatalogue([
      { ...mine, variants: [...mine.variants, { ...mine.variants[0], quantization: 'Q4_0', sha256: 'abc' }] },
      { ...mine, id: 'other', parameters: -1, variants: [] },
    ]);
    expect(complaints).toEqual([
      'inkling.models[0].variants[1].sha256: must be 64 lower-case hexadecimal digits.',
      'inkling.models[1].parameters: must be a number above 0.',
    ]);
    expect(families.find((family) => family.id === 'mine')?.variants).toHaveLength(1);
    expect(families.some((family) => family.id === 'other')).toBe(false);
  });

  test.each([
    ['{}', {}, 'inkling.models: must be a list.'],
    ['[1]', [1], 'inkling.models[0]: must be an object.'],
    ['a new id alone', [{ id: 'new' }], 'inkling.models[0].fim: is missing.'],
    ['no id', [{ ...mine, id: undefined }], 'inkling.models[0].id: is missing.'],
    ['an odd id', [{ ...mine, id: 'A b' }], 'inkling.models[0].id: must be lower-case'],
    ['twice', [mine, { ...mine, variants: [] }], 'inkling.models[1].id: mine is given twice.'],
    ['a typo', [{ ...mine, nmae: '' }], 'inkling.models[0].nmae: is not known.'],
    ['a layout', [{ ...mine, fim: { layout: 'x' } }], 'inkling.models[0].fim.layout: must be one of'],
    [
      'a control',
      [{ ...mine, fim: { layout: 'psm', tokens: { pre: 'a' } } }],
      'inkling.models[0].fim.tokens.pre: is not one of',
    ],
    [
      'a path out',
      [{ ...mine, variants: [{ ...mine.variants[0], file: '../x.gguf' }] }],
      'inkling.models[0].variants[0].file: must be the name',
    ],
    [
      'a short commit',
      [{ ...mine, variants: [{ ...mine.variants[0], revision: 'main' }] }],
      'inkling.models[0].variants[0].revision: must be a commit',
    ],
  ])('complains about %s', (_, value, complaint) => {
    expect(faults(value).join('\n')).toContain(complaint);
  });

  test('a fault in a change leaves the known family as it was', () => {
    const { families } = extendedCatalogue([{ id: 'mellum-4b', contextTokens: 'many' }]);
    expect(families).toEqual(catalogue);
  });
});
