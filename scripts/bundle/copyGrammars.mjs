import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { repository } from './repository.mjs';

const languageTables = path.join(repository, 'src/completion/syntax');
const grammarPackage = path.join(repository, 'node_modules/@vscode/tree-sitter-wasm/wasm');
const runtime = path.join(repository, 'node_modules/web-tree-sitter/web-tree-sitter.wasm');

const grammarName = /(?<![a-z-])tree-sitter-[a-z-]+\.wasm/g;

/** The parser's own WebAssembly file. */
export const runtimeFile = 'web-tree-sitter.wasm';

/** The grammar files that the language tables name, sorted, without the parser's own file. */
export function grammarFiles() {
  const tables = readdirSync(languageTables).filter((name) => name.endsWith('.ts'));
  const named = tables.flatMap(
    (name) => readFileSync(path.join(languageTables, name), 'utf8').match(grammarName) ?? [],
  );
  return [...new Set(named)].sort();
}

/** Copies the parser and its grammars to `folder`. Throws when the table names a grammar that nobody ships. */
export function copyGrammars(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = grammarFiles();
  const missing = files.filter((name) => !existsSync(path.join(grammarPackage, name)));
  if (files.length === 0) throw new Error('No table in src/completion/syntax names a grammar.');
  if (missing.length > 0) throw new Error(`@vscode/tree-sitter-wasm has no ${missing.join(', ')}.`);
  for (const name of files) copyFileSync(path.join(grammarPackage, name), path.join(folder, name));
  copyFileSync(runtime, path.join(folder, runtimeFile));
  return files;
}
