import { expect, test } from 'vitest';

import { variantsIn } from '../../../../src/model/catalogue/variantsIn';

const sha256 = 'ab'.repeat(32);

test('lists models only, the smaller ones first', () => {
  const files = [
    { path: 'x-Q8_0.gguf', bytes: 80, sha256 },
    { path: 'readme.md', bytes: 1, sha256: undefined },
    { path: 'mmproj-x-f16.gguf', bytes: 10, sha256 },
    { path: 'x-Q4_K_M.gguf', bytes: 40, sha256 },
  ];
  const { variants, refused } = variantsIn('me/code', undefined, files);
  expect(refused).toEqual([]);
  expect(variants.map(({ ref }) => ref)).toEqual(['me/code:Q4_K_M', 'me/code:Q8_0']);
  expect(variants[0]).toEqual({
    ref: 'me/code:Q4_K_M',
    quantization: 'Q4_K_M',
    repository: 'me/code',
    revision: undefined,
    file: 'x-Q4_K_M.gguf',
    bytes: 40,
    sha256,
    isVerified: false,
  });
});

test('split models are refused with the reason', () => {
  const parts = [1, 2, 3].map((part) => ({
    path: `x-Q8_0-0000${part}-of-00003.gguf`,
    bytes: 1,
    sha256: undefined,
  }));
  const { variants, refused } = variantsIn('me/code', undefined, parts);
  expect(variants).toEqual([]);
  expect(refused).toEqual([
    {
      file: 'x-Q8_0-00001-of-00003.gguf',
      reason: 'The model is split into 3 files. Choose one that is whole.',
    },
  ]);
});

test('two files of one quantization are told apart', () => {
  const files = ['a-Q8_0.gguf', 'b-Q8_0.gguf', 'c.gguf'].map((path) => ({
    path,
    bytes: 1,
    sha256: undefined,
  }));
  expect(variantsIn('me/code', undefined, files).variants.map(({ ref }) => ref)).toEqual([
    'me/code:Q8_0',
    'me/code/b-Q8_0.gguf',
    'me/code/c.gguf',
  ]);
});
