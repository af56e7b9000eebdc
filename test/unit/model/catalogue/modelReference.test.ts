import { describe, expect, test } from 'vitest';

import { catalogue } from '../../../../src/model/catalogue/catalogue';
import { findVariant } from '../../../../src/model/catalogue/findVariant';
import { parseModelReference } from '../../../../src/model/catalogue/modelReference';
import { quantizationOf } from '../../../../src/model/catalogue/quantizationOf';

const hub = (parts: object) => ({
  kind: 'hub',
  repository: 'me/code',
  quantization: undefined,
  file: undefined,
  revision: undefined,
  endpoint: undefined,
  ...parts,
});
const commit = 'ecdd60b1c25ab158bec6e1ab084aeebf9eae0af4';

describe('parseModelReference', () => {
  test.each([
    ['me/code', hub({})],
    [' me/code:Q4_K_M ', hub({ quantization: 'Q4_K_M' })],
    ['me/code:q8_0', hub({ quantization: 'Q8_0' })],
    ['me/code:latest', hub({})],
    ['hf.co/me/code:Q8_0', hub({ quantization: 'Q8_0' })],
    ['hf:me/code', hub({})],
    ['huggingface.co/me/code', hub({})],
    ['me/code/sub/x-Q6_K.gguf', hub({ quantization: 'Q6_K', file: 'sub/x-Q6_K.gguf' })],
    ['https://huggingface.co/me/code', hub({})],
    ['https://hf.co/me/code:Q6_K', hub({ quantization: 'Q6_K' })],
    ['https://huggingface.co/me/code/tree/main', hub({})],
    [
      'https://huggingface.co/me/code/resolve/main/x.Q8_0.gguf?download=true',
      hub({ quantization: 'Q8_0', file: 'x.Q8_0.gguf' }),
    ],
    [`https://huggingface.co/me/code/blob/${commit}/x.gguf`, hub({ file: 'x.gguf', revision: commit })],
    [
      'http://localhost:8080/me/code/resolve/v1/x.gguf',
      hub({ file: 'x.gguf', revision: 'v1', endpoint: 'http://localhost:8080' }),
    ],
    ['/models/a.gguf', { kind: 'path', path: '/models/a.gguf' }],
    ['./a/b/c.gguf', { kind: 'path', path: './a/b/c.gguf' }],
    ['~/a.gguf', { kind: 'path', path: '~/a.gguf' }],
    ['C:\\models\\a.gguf', { kind: 'path', path: 'C:\\models\\a.gguf' }],
    ['models/a.gguf', { kind: 'path', path: 'models/a.gguf' }],
    ['a.gguf', { kind: 'path', path: 'a.gguf' }],
    ['file:///models/a%20b.gguf', { kind: 'path', path: '/models/a b.gguf' }],
    ['inkling:inkling-7m-v1-q8_0', { kind: 'bundled', name: 'inkling-7m-v1-q8_0' }],
    ['Qwen2.5-Coder-1.5B:q8_0', { kind: 'family', id: 'qwen2.5-coder-1.5b', quantization: 'Q8_0' }],
    ['mellum-4b', { kind: 'family', id: 'mellum-4b', quantization: undefined }],
  ])('%s', (text, reference) => {
    expect(parseModelReference(text)).toEqual(reference);
  });

  test.each([
    '',
    'me/code:best',
    'a b/c',
    'me/../code',
    'me/code/readme.md',
    'https://huggingface.co/me',
    'https://huggingface.co/me/code/resolve/main/readme.md',
    'http://',
  ])('%j is unclear, and says why', (text) => {
    const reference = parseModelReference(text);
    expect(reference.kind).toBe('unclear');
    expect('problem' in reference ? reference.problem : '').toMatch(/\.$/);
  });
});

describe('findVariant', () => {
  const ref = (text: string) => findVariant(parseModelReference(text), catalogue)?.variant.ref;

  test('every variant of the catalogue is found by its own name', () => {
    for (const { variants } of catalogue) {
      for (const variant of variants) expect(ref(variant.ref)).toBe(variant.ref);
    }
  });

  test('a family without a quantization: the best compromise', () => {
    expect(ref('qwen2.5-coder-1.5b')).toBe('QuantFactory/Qwen2.5-Coder-1.5B-GGUF:Q4_K_M');
    expect(ref('qwen2.5-coder-1.5b:q8_0')).toBe('ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF:Q8_0');
  });

  test('what the catalogue does not have', () => {
    expect(ref('qwen2.5-coder-1.5b:q2_k')).toBeUndefined();
    expect(ref('me/code:Q8_0')).toBeUndefined();
    expect(ref('https://mirror.example/ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF')).toBeUndefined();
  });

  test('the address of a pinned file', () => {
    const [variant] = catalogue.find((family) => family.id === 'codegemma-2b')?.variants ?? [];
    const { repository, revision, file } = variant ?? {};
    expect(ref(`https://huggingface.co/${repository}/resolve/${revision}/${file}`)).toBe(variant?.ref);
  });
});

test.each([
  ['qwen2.5-coder-0.5b-q8_0.gguf', 'Q8_0'],
  ['Qwen2.5-Coder-1.5B.Q4_K_M.gguf', 'Q4_K_M'],
  ['x-fp16.gguf', 'F16'],
  ['x-IQ4_XS.gguf', 'IQ4_XS'],
  ['x-UD-Q4_K_XL.gguf', 'Q4_K_XL'],
  ['x-q6_k.gguf', 'Q6_K'],
  ['x-Q4_0_4_4.gguf', 'Q4_0_4_4'],
  ['x-bf16.gguf', 'BF16'],
  ['Q8_0-x-Q4_0.gguf', 'Q4_0'],
  ['mellum-4b.gguf', undefined],
])('%s is %s', (file, quantization) => {
  expect(quantizationOf(file)).toBe(quantization);
});
