import { describe, expect, test } from 'vitest';

import type { Fim } from '../../../src/model/detectFim';
import { detectFim } from '../../../src/model/detectFim';
import { fimFamilies } from '../../../src/model/fimFamilies';
import type { GgufValue } from '../../../src/model/readGgufHeader';

function detect(metadata: Readonly<Record<string, GgufValue>>, tokens: readonly string[] = []): Fim {
  return detectFim({
    metadata: new Map(Object.entries(metadata)),
    tokenIds: new Map(tokens.map((token, index) => [token, index + 100])),
  });
}
const ids = {
  'tokenizer.ggml.fim_pre_token_id': 1,
  'tokenizer.ggml.fim_suf_token_id': 2,
};
const qwen = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|file_sep|>', '<|repo_name|>'];

describe('by what the file says of itself', () => {
  test('Inkling’s own models', () => {
    const { format, controls } = detect({
      ...ids,
      'inkling.fim.layout': 'spm-contiguous',
      'inkling.files': true,
      'tokenizer.ggml.fim_sep_token_id': 5,
    });
    expect(format).toEqual({
      layout: 'spm-contiguous',
      files: 'tokens',
      fileHeader: 'language-path',
      repo: false,
    });
    expect(Object.fromEntries(controls)).toEqual({ prefix: 1, suffix: 2, file: 5 });
  });

  test('without files', () => {
    expect(detect({ ...ids, 'inkling.fim.layout': 'spm-contiguous' }).format.files).toBe('none');
  });

  test('a layout that nobody knows counts as not said', () => {
    expect(detect({ ...ids, 'inkling.fim.layout': 'spiral' }).format.layout).toBe('spm-contiguous');
  });
});

describe('by ids alone', () => {
  test('prefix and suffix: suffix, prefix, and on', () => {
    expect(detect(ids).format).toEqual({
      layout: 'spm-contiguous',
      files: 'none',
      fileHeader: 'path',
      repo: false,
    });
  });

  test('prefix, suffix and middle', () => {
    expect(detect({ ...ids, 'tokenizer.ggml.fim_mid_token_id': 3 }).format.layout).toBe('psm');
  });

  test('the old spelling of the keys', () => {
    const { format, controls } = detect({
      'tokenizer.ggml.prefix_token_id': 7,
      'tokenizer.ggml.suffix_token_id': 8,
      'tokenizer.ggml.middle_token_id': 9,
    });
    expect(format.layout).toBe('psm');
    expect(controls.get('middle')).toBe(9);
  });

  test('none: only the prefix can be written on', () => {
    expect(detect({}).format.layout).toBe('prefix-only');
  });
});

describe('by token texts', () => {
  test('Qwen2.5-Coder frames files with tokens', () => {
    const { format, controls, stops } = detect({}, [...qwen, '<|im_end|>']);
    expect(format).toEqual({ layout: 'psm', files: 'tokens', fileHeader: 'path', repo: true });
    expect(controls.get('file')).toBe(103);
    expect(stops).toEqual(new Set([100, 101, 102, 103, 104, 105]));
  });

  test('the user’s own stops count as tokens where the vocabulary has them, and always as texts', () => {
    const header = { metadata: new Map(), tokenIds: new Map([['<END>', 7]]) };
    const { stops, stopTexts } = detectFim(header, '', 'auto', ['<END>', '\n\n']);
    expect([...stops]).toEqual([7]);
    expect(stopTexts).toEqual(['<END>', '\n\n']);
  });

  test('the same tokens without one for files: files become comments', () => {
    expect(detect({}, qwen.slice(0, 3)).format.files).toBe('comments');
  });

  test('Mellum shares StarCoder’s tokens and not its order', () => {
    const tokens = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>', '<filename>'];
    expect(detect({ 'general.name': 'Mellum 4b Base' }, tokens).format.layout).toBe('spm');
    expect(detect({ 'general.name': 'StarCoderBase' }, tokens).format.layout).toBe('psm');
  });

  test('an id in the metadata counts more than a text', () => {
    expect(detect({ 'tokenizer.ggml.fim_mid_token_id': 9 }, qwen).controls.get('middle')).toBe(9);
  });

  test.each(fimFamilies.map((row) => [row.family, row] as const))('%s is found by its own row', (_, row) => {
    const name = row.named?.source ?? 'anything';
    const { format } = detect({ 'general.name': name }, Object.values(row.tokens));
    expect(format).toMatchObject({ layout: row.layout, files: row.files, repo: row.repo });
  });
});
