import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';

import { languageRow } from '../../../src/completion/syntax/languages';
import { nodeGrammars } from '../../fakes/nodeGrammars';

const parsed = [
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
  'go',
  'rust',
  'java',
  'c',
  'cpp',
  'csharp',
  'php',
  'ruby',
  'shellscript',
  'css',
];

test.each(parsed)('every node type in the row of %s exists in its grammar', async (languageId) => {
  const grammars = nodeGrammars();
  await Parser.init({ wasmBinary: await grammars.runtime() });
  const row = languageRow(languageId);
  const language = await Language.load(await grammars.load(row.grammar ?? ''));
  const known = new Set(language.types);
  const named = Object.values(row).flatMap((value) => (value instanceof Set ? [...value] : []));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((type) => !known.has(type))).toEqual([]);
});

test.each(['scss', 'less', 'kotlin', 'plaintext', ''])('%s has text rules and no grammar', (languageId) => {
  expect(languageRow(languageId).grammar).toBeUndefined();
});

test('the grammars are the ones that the package really ships', async () => {
  for (const languageId of parsed) {
    const file = languageRow(languageId).grammar ?? '';
    await expect(readFile(`node_modules/@vscode/tree-sitter-wasm/wasm/${file}`)).resolves.toBeDefined();
  }
});
