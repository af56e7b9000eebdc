import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { catalogue } from '../../../src/model/catalogue/catalogue';
import type { ModelFamily } from '../../../src/model/catalogue/modelFamily';
import { detectFim, formatChoices } from '../../../src/model/detectFim';
import { knownTokenTexts } from '../../../src/model/fimFamilies';
import { inspectModelFile } from '../../../src/model/inspectModelFile';
import { readGgufHeader } from '../../../src/model/readGgufHeader';
import { writeTinyModel } from '../../fakes/gguf/tinyModel';
import fixture from './vocabularies.json';

const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-families-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('over real vocabularies', () => {
  const found = (name: string) => {
    const { metadata, tokens } = fixture.vocabularies.find((row) => row.vocabulary === name) ?? {};
    return detectFim({
      metadata: new Map(Object.entries(metadata ?? {})),
      tokenIds: new Map(Object.entries(tokens ?? {}).filter(([text]) => knownTokenTexts.has(text))),
    });
  };

  test.each([
    ['starcoder', 'StarCoder2', 'psm', { prefix: 1, suffix: 3, middle: 2, file: 6, repo: 5 }],
    ['refact', 'StarCoder, Granite Code, Refact, Stable Code', 'psm', { prefix: 1, suffix: 3, middle: 2 }],
    ['deepseek-coder', 'DeepSeek-Coder', 'psm', { prefix: 32016, suffix: 32015, middle: 32017 }],
    ['gpt-2', 'no fill-in-the-middle', 'prefix-only', {}],
    ['llama-spm', 'no fill-in-the-middle', 'prefix-only', {}],
  ])('%s', (name, family, layout, controls) => {
    const fim = found(name);
    expect([fim.family, fim.format.layout]).toEqual([family, layout]);
    expect(Object.fromEntries(fim.controls)).toEqual(controls);
  });

  test('what the engine does not count as an end is a stop', () => {
    expect(found('starcoder').stops).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(found('refact').stops).toEqual(new Set([0, 1, 2, 3, 4, 5, 18]));
    expect(found('deepseek-coder').stops).toEqual(new Set([32014, 32015, 32016, 32017]));
  });
});

describe('over a generated file of every family of the catalogue', () => {
  const bundled = catalogue.filter((family) => family.variants.every((variant) => variant.repository !== ''));

  test.each(bundled.map((family) => [family.id, family] as const))('%s', async (id, family) => {
    const file = path.join(folder, `${id}.gguf`);
    write(file, family);
    const { fim } = await inspectModelFile(file);
    const { layout, files, fileHeader, repo, tokens, stops } = family.fim;
    expect(fim.format).toEqual({ layout, files, fileHeader, repo });
    const header = await readGgufHeader(file, knownTokenTexts);
    for (const [control, text] of Object.entries(tokens)) {
      const entry = [...fim.controls].find(([name]) => name === control);
      expect(entry?.[1], `${control} ${text}`).toBe(header.tokenIds.get(text));
      expect(entry, control).toBeDefined();
    }
    for (const text of stops) {
      expect(fim.stops.has(header.tokenIds.get(text) ?? -1), `stop ${text}`).toBe(true);
    }
  });

  test('a file whose metadata has another name is known by its file name', async () => {
    const mellum = bundled.find((family) => family.id === 'mellum-4b');
    const file = path.join(folder, 'mellum-4b-base.Q8_0.gguf');
    if (mellum) write(file, { ...mellum, name: 'Model' });
    expect((await inspectModelFile(file)).fim.family).toBe('Mellum');
  });

  function write(file: string, { name, fim }: ModelFamily): void {
    writeTinyModel(file, { name, controls: [...new Set([...Object.values(fim.tokens), ...fim.stops])] });
  }
});

describe('a choice in the settings', () => {
  const header = (...texts: readonly string[]) => ({
    metadata: new Map(),
    tokenIds: new Map(texts.map((text, index) => [text, index])),
  });
  const star = header('<fim_prefix>', '<fim_suffix>', '<fim_middle>', '<filename>');

  test('a family', () => {
    const { format, family } = detectFim(star, 'x.gguf', 'mellum');
    expect([family, format.layout, format.fileHeader]).toEqual(['Mellum', 'spm', 'every-path']);
  });

  test('a layout, with the tokens that were detected', () => {
    expect(detectFim(star, 'x.gguf', 'spm').format).toMatchObject({ layout: 'spm', files: 'comments' });
    expect(detectFim(star, 'x.gguf', 'prefix-only').format.layout).toBe('prefix-only');
  });

  test('a format that the model can’t do is refused by name', () => {
    expect(() => detectFim(header(), 'x.gguf', 'qwen2.5-coder')).toThrow(
      'x.gguf has no tokens for prefix, suffix, middle, file, which the format qwen2.5-coder needs.',
    );
    expect(() => detectFim(header(), 'x.gguf', 'psm')).toThrow('prefix, suffix, middle');
  });

  test('every choice has a name of its own', () => {
    expect(new Set(formatChoices).size).toBe(formatChoices.length);
  });
});

describe('chat models', () => {
  const chat = (name: string): string => {
    const file = path.join(folder, `${name.replaceAll(' ', '-')}.gguf`);
    writeTinyModel(file, {
      name,
      controls: [],
      metadata: { 'tokenizer.chat_template': { string: '{{ x }}' } },
    });
    return file;
  };

  test('are refused with the name of their base', async () => {
    await expect(inspectModelFile(chat('Llama 3.1 8B Instruct'))).rejects.toMatchObject({
      code: 'chat-only',
      remedy: expect.stringContaining('Llama 3.1 8B (QuantFactory/Meta-Llama-3.1-8B-GGUF:Q4_K_M)'),
    });
    await expect(inspectModelFile(chat('Qwen2.5 Coder 1.5B Instruct'))).rejects.toMatchObject({
      remedy: expect.stringContaining('Qwen2.5-Coder 1.5B'),
    });
  });

  test('are taken when there is no base, or when the user says so', async () => {
    expect((await inspectModelFile(chat('Phi-3.5 mini instruct'))).fim.format.layout).toBe('prefix-only');
    const file = chat('Some Chat');
    await expect(inspectModelFile(file)).rejects.toMatchObject({ code: 'chat-only' });
    expect((await inspectModelFile(file, os.totalmem(), 'prefix-only')).fim.format.layout).toBe(
      'prefix-only',
    );
  });
});
