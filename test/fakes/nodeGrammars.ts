import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Grammars } from '../../src/completion/ports';

/** The parser's files as they lie in `node_modules` under the repository's root. */
export function nodeGrammars(root = process.cwd()): Grammars {
  const modules = join(root, 'node_modules');
  const read = async (...path: readonly string[]): Promise<Uint8Array> =>
    new Uint8Array(await readFile(join(modules, ...path)));
  return {
    runtime: () => read('web-tree-sitter', 'web-tree-sitter.wasm'),
    load: (file) => read('@vscode', 'tree-sitter-wasm', 'wasm', file),
  };
}
