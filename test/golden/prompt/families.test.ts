import { expect, test } from 'vitest';

import type { Prompt } from '../../../src/completion/ports';
import type { Snippet } from '../../../src/completion/request';
import { catalogue } from '../../../src/model/catalogue/catalogue';
import { ask } from '../../unit/prompt/ask';

/** What each family reads, token by token: control tokens by their texts, and the text between them. */
const tax: Snippet = {
  path: 'tax.py',
  languageId: 'python',
  text: 'RATE = 0.2\n',
  score: 1,
  collector: 'importedFiles',
};
const shop = 'import tax\nx = █\nprint(x)\n';
const at = { uri: 'file:///shop.py', path: 'shop.py', languageId: 'python', version: 1 };

function pieces(id: string, snippets: readonly Snippet[]): readonly string[] {
  const fim = catalogue.find((family) => family.id === id)?.fim;
  if (!fim) throw new Error(`The catalogue has no ${id}.`);
  const snapshot = { ...at, text: shop.replace('█', '') };
  const prompt: Prompt = ask(shop, { fim, snippets, snapshot }).prompt;
  return prompt.map((part) => ('text' in part ? part.text : `[${fim.tokens[part.control] ?? 'none'}]`));
}

const [before, line, after] = ['import tax\n', 'x = ', '\nprint(x)\n'];
const commented = '# tax.py\n# RATE = 0.2\n';
const pipe = ['[<|fim_prefix|>]', '[<|fim_suffix|>]', '[<|fim_middle|>]'] as const;
const plain = ['[<fim_prefix>]', '[<fim_suffix>]', '[<fim_middle>]'] as const;

function psm([p, s, m]: readonly [string, string, string], head = ''): readonly string[] {
  return [p, head + before, s, after, m, line];
}

const alone: Readonly<Record<string, readonly string[]>> = {
  'inkling-7m-v1': ['[<|file_sep|>]', 'python shop.py\n', pipe[1], after, pipe[0], before + line],
  'qwen2.5-coder-1.5b': psm(pipe),
  'starcoder2-3b': psm(plain),
  'deepseek-coder-1.3b': psm(['[<｜fim▁begin｜>]', '[<｜fim▁hole｜>]', '[<｜fim▁end｜>]']),
  'codegemma-2b': psm(pipe),
  'codellama-7b': psm(['[▁<PRE>]', '[▁<SUF>]', '[▁<MID>]']),
  'granite-4.0-350m': psm(pipe),
  'mellum-4b': ['[<filename>]', 'shop.py\n', plain[1], after, plain[0], before + line, plain[2]],
  'seed-coder-8b': ['[<[fim-suffix]>]', after, '[<[fim-prefix]>]', before + line, '[<[fim-middle]>]'],
  'llama-3.1-8b': [before + line],
};

const among: Readonly<Record<string, readonly string[]>> = {
  'inkling-7m-v1': ['[<|file_sep|>]', 'python tax.py\nRATE = 0.2\n', ...(alone['inkling-7m-v1'] ?? [])],
  'qwen2.5-coder-1.5b': [
    '[<|repo_name|>]',
    'project\n',
    '[<|file_sep|>]',
    'tax.py\nRATE = 0.2\n',
    '[<|file_sep|>]',
    'shop.py\n',
    ...psm(pipe),
  ],
  // The path stands behind the prefix token, and no line break behind the repository's name.
  'starcoder2-3b': [
    '[<repo_name>]',
    'project',
    '[<file_sep>]',
    'tax.py\nRATE = 0.2\n',
    '[<file_sep>]',
    ...psm(plain, 'shop.py\n'),
  ],
  'deepseek-coder-1.3b': psm(['[<｜fim▁begin｜>]', '[<｜fim▁hole｜>]', '[<｜fim▁end｜>]'], commented),
  'codegemma-2b': psm(pipe, commented),
  'codellama-7b': psm(['[▁<PRE>]', '[▁<SUF>]', '[▁<MID>]'], commented),
  'granite-4.0-350m': psm(pipe, commented),
  'mellum-4b': ['[<filename>]', 'tax.py\nRATE = 0.2\n', ...(alone['mellum-4b'] ?? [])],
  'seed-coder-8b': [
    '[<[fim-suffix]>]',
    after,
    '[<[fim-prefix]>]',
    commented + before + line,
    '[<[fim-middle]>]',
  ],
  'llama-3.1-8b': [commented + before + line],
};

test.each(Object.entries(alone))('%s, one file', (id, expected) => {
  expect(pieces(id, [])).toEqual(expected);
});

test.each(Object.entries(among))('%s, with another file', (id, expected) => {
  expect(pieces(id, [tax])).toEqual(expected);
});

test('every format of the catalogue is here', () => {
  const told = new Set(Object.keys(alone).map(formatOf));
  expect(catalogue.map((family) => formatOf(family.id)).filter((format) => !told.has(format))).toEqual([]);
});

function formatOf(id: string): string {
  const fim = catalogue.find((family) => family.id === id)?.fim;
  return JSON.stringify([fim?.layout, fim?.files, fim?.fileHeader, fim?.repo, fim?.tokens]);
}
